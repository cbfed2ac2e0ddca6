"""The pages of a model, by its name."""

from __future__ import annotations

from dataclasses import replace

from difyspec.provider.expressions import Path, Root, Value
from difyspec.provider.models import Catalogue, CustomModel, Model, ModelType
from difyspec.provider.values import Scalar, text
from difyspec.report.effective import notation
from difyspec.report.effective.custom import custom_blocks
from difyspec.report.effective.models import model_blocks
from difyspec.report.effective.rows import Block, Origin, Page
from difyspec.report.effective.transport import type_rows
from difyspec.report.effective.view import View
from difyspec.resolve.reduction import Known, choice, value

_MODEL = Path(Root.MODEL)


def model_page(model: Model, view: View) -> Page:
    """A model of the spec."""
    view = _named(view, model.id)
    properties = {name: found for name, found in model.properties or () if isinstance(found, Scalar)}
    blocks = [*model_blocks(model, view), _transport(model.type, model.id, properties, view)]
    return _page((view.provider.name, model.type.value, model.id), view.places.at(*model.key), blocks)


def custom_page(custom: CustomModel, name: str, view: View) -> Page:
    """The model that a user calls `name`."""
    view = _named(view, name)
    catalogue = view.provider.catalogue(custom.type)
    base, remarks = None, [f"The spec has no model {name}: this is what one is that a user adds under that name."]
    if custom.like is not None:
        like = value(custom.like, view.known)
        base = _base(like, catalogue)
        view = replace(view, known=replace(view.known, tested=base.id if base is not None else None))
        if base is None:
            said = notation.value(like if like is not None else custom.like).text
            remarks.append(f"It starts as a copy of the model that {said} names; below is only what differs from that.")
    blocks = custom_blocks(custom, name, base, view)
    properties = _properties(custom, base, view.known)
    blocks.append(_transport(custom.type, name, properties, view))
    section = view.catalogue(custom.type)
    origin = view.places.written("custom", section)
    return _page((view.provider.name, custom.type.value, name), origin, blocks, tuple(remarks))


def _page(name: tuple[str, ...], origin: Origin, blocks: list[Block], remarks: tuple[str, ...] = ()) -> Page:
    return Page(name, origin, tuple(one for one in blocks if one.rows), remarks)


def _named(view: View, name: str) -> View:
    """The view of a call to a model of which Dify's name is known."""
    known = view.known
    return replace(view, known=replace(known, values={**known.values, _MODEL: text(name)}, tested=name))


def _base(like: Value | None, catalogue: Catalogue) -> Model | None:
    """The model that a copy starts as, if it is known which."""
    if not isinstance(like, Scalar):
        return None
    return next((one for one in catalogue.base or catalogue.predefined if one.id == like.text), None)


def _properties(custom: CustomModel, base: Model | None, known: Known) -> dict[str, Scalar]:
    """The properties that are known for certain."""
    below = base.properties or () if base is not None else ()
    found = {name: one for name, one in below if isinstance(one, Scalar)}
    for name, tree in custom.properties:
        cases = choice(tree, known).cases
        left = value(cases[0].then, known) if len(cases) == 1 and cases[0].when is None else None
        found.pop(name, None)
        if isinstance(left, Scalar):
            found[name] = left
    return found


def _transport(type_: ModelType, name: str, properties: dict[str, Scalar], view: View) -> Block:
    """What the transport does for a model: patterns there test the name that the server knows."""
    wire = _wire_name(type_, name, view)
    values = dict(view.known.values)
    values |= {Path(Root.MODEL, key): found for key, found in properties.items()}
    for path in (_MODEL, Path(Root.CALL, "model")):
        values.pop(path, None)
        if wire is not None:
            values[path] = text(wire)
    known = replace(view.known, values=values, tested=wire)
    return Block("transport", tuple(type_rows(type_, replace(view, known=known), whole=True)))


def _wire_name(type_: ModelType, name: str, view: View) -> str | None:
    """The name that is sent to the server; None where that is open."""
    transport = view.provider.transport
    part = transport.of(type_.value) if transport is not None else None
    if transport is None or part is None:
        return name
    tree = part.connection.wire_name or transport.connection.wire_name
    if tree is None:
        return name
    cases = choice(tree, view.known).cases
    if len(cases) != 1 or cases[0].when is not None:
        return None
    left = value(cases[0].then, view.known)
    return left.text if isinstance(left, Scalar) else None if left is not None else name
