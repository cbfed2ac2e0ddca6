"""All models of one type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from difyspec.language import Entries, Entry
from difyspec.language.models.catalogue import Catalogue as Written
from difyspec.language.models.columns import Model as WrittenModel
from difyspec.provider.models import Catalogue, Model, ModelType, ParameterRule, Profile
from difyspec.provider.values import Data, text
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.shapes import FLAG, NUMBER, TEXT, Shape, Sort
from difyspec.resolve.models.attributes import all_layers, type_of
from difyspec.resolve.models.compose import applied
from difyspec.resolve.models.custom import Composed, custom_model
from difyspec.resolve.models.custom_rules import by_name, unchecked
from difyspec.resolve.models.env import Env
from difyspec.resolve.models.files import check_files
from difyspec.resolve.models.like import copied_model
from difyspec.resolve.models.overrides import check_overrides
from difyspec.resolve.models.predefined import Shared, model_of
from difyspec.resolve.models.profiles import steps
from difyspec.resolve.models.rules import Rule
from difyspec.resolve.models.state import State
from difyspec.resolve.names import Names
from difyspec.resolve.slugs import file_names


@dataclass(frozen=True, slots=True)
class Resolved:
    """The models of a type; `shapes` is what reading each parameter that one of them has comes to."""

    catalogue: Catalogue
    shapes: dict[str, Shape]


def resolve_models(type_: ModelType, written: Written, names: Names, context: Context) -> Resolved:
    """The catalogue of one type."""
    shared = Shared(type_, written.profiles, written.overrides or (), written.pricing, names, context)
    _unique(written.predefined, written.base, context)
    predefined = _models(written.predefined, shared)
    base = _models(written.base, shared)
    custom = _custom(written, base or predefined, shared)
    models = (*predefined, *base)
    open_ended = written.custom is not None and written.custom.like is None
    check_overrides(shared.overrides, tuple(one.id for one in models), open_ended, type_, names, context)
    profiles = tuple(_profiles(shared))
    shapes = {rule.name: shape_of_rule(rule) for model in models for rule in model.parameters or ()}
    for rule in custom.state.rules or () if custom else ():
        shapes.setdefault(rule.name, _shape(rule))
    catalogue = Catalogue(
        type_,
        predefined,
        base,
        custom.model if custom else None,
        profiles,
        *_positions(written, predefined, type_, context),
    )
    return Resolved(catalogue, shapes)


def _models(entries: Entries[WrittenModel] | None, shared: Shared) -> tuple[Model, ...]:
    if entries is None:
        return ()
    given = {one.name: one.body.file for one in entries if one.body.file is not None}
    check_files(entries, shared.context)
    files = file_names([one.name for one in entries], given)
    return tuple(model_of(entry, files[entry.name], shared) for entry in _first(entries))


def _first(entries: Entries[WrittenModel]) -> Iterator[Entry[WrittenModel]]:
    """Each model once."""
    seen: set[str] = set()
    for entry in entries:
        if entry.name not in seen:
            seen.add(entry.name)
            yield entry


def _unique(predefined: Entries[WrittenModel] | None, base: Entries[WrittenModel] | None, context: Context) -> None:
    for entries in (predefined, base):
        first: dict[str, Entry[WrittenModel]] = {}
        for entry in entries or ():
            before = first.setdefault(entry.name, entry)
            if before is not entry:
                message = f"the model `{entry.name}` is listed twice"
                context.say("D414", entry.name_span, message, related=[(before.name_span, "the first time")])


def _custom(written: Written, bases: tuple[Model, ...], shared: Shared) -> Composed | None:
    if written.custom is None:
        return None
    if written.custom.like is not None:
        return copied_model(written.custom, bases, shared)
    return custom_model(written.custom, shared)


def _profiles(shared: Shared) -> Iterator[Profile]:
    """The profiles with the parameters of their models, as far as nothing depends on the model."""
    env = Env(shared.type, None, shared.names, shared.context)
    for entry in shared.profiles or ():
        state = State()
        for step in steps(entry.name, entry.name_span, shared.profiles, shared.context):
            state = applied(state, step, None, env)
        rules = by_name(state.rules or (), env)
        yield Profile(entry.name, tuple(unchecked(rule, env).rule for rule in rules))


def _positions(
    written: Written, predefined: tuple[Model, ...], type_: ModelType, context: Context
) -> tuple[tuple[Data, ...] | None, str | None, tuple[str, ...]]:
    """Content and path of the position file, and the files of models."""
    folder = f"models/{type_.folder}"
    paths = tuple(one.value for one in written.predefined_paths or ())
    order: tuple[Data, ...] | None = tuple(text(one.value) for one in written.position or ())
    if written.position is None:
        order = tuple(text(model.id) for model in predefined if model.listed)
    ids = {model.id for model in predefined}
    for one in written.position or ():
        if one.value not in ids and context.explicit:
            context.unknown("D418", one.span, f"there is no model `{one.value}`", one.value, ids, "models")
    if not context.explicit:
        given = written.position is not None or written.position_path is not None
        return (order if given else None), written.position_path, paths
    paths = paths or tuple(f"{folder}/{model.file}" for model in predefined)
    if not order:
        return None, None, paths
    return order, written.position_path or f"{folder}/_position.yaml", paths


def shape_of_rule(rule: ParameterRule) -> Shape:
    """What reading a parameter comes to."""
    return _of_type(rule.type, tuple(one.text for one in rule.options or ()))


def _shape(rule: Rule) -> Shape:
    options = all_layers(rule, True).get("options", ())
    texts = dict.fromkeys(one.text for layer in options for one in layer.value or ())
    return _of_type(type_of(rule), tuple(texts))


def _of_type(type_: str | None, options: tuple[str, ...]) -> Shape:
    if type_ in ("int", "float"):
        return NUMBER
    if type_ == "boolean":
        return FLAG
    return Shape(Sort.SELECT, options) if options else TEXT
