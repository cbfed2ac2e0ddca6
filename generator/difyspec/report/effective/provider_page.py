"""Everything about a provider; of its models one line each."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.language.expressions.patterns import written
from difyspec.provider.models import Catalogue, CustomModel, Model, ModelType
from difyspec.provider.transport import TypeValidation
from difyspec.provider.values import Data, DataList, Scalar, text
from difyspec.report.effective import notation, wire
from difyspec.report.effective.forms import fact_block, form_blocks
from difyspec.report.effective.identity import files_block, identity_block, manifest_block
from difyspec.report.effective.rows import CONVENTION, Block, Page, Row
from difyspec.report.effective.transport import shared_rows, type_rows
from difyspec.report.effective.view import View
from difyspec.report.effective.wire import mapped, texts


def provider_page(view: View) -> Page:
    """All of a provider."""
    blocks = (one for one in _blocks(view) if one.rows)
    return Page((view.provider.name,), view.places.written("provider", view.document), tuple(blocks))


def _blocks(view: View) -> Iterator[Block]:
    yield identity_block(view)
    yield manifest_block(view)
    yield from form_blocks(view)
    yield fact_block(view)
    yield _groups(view)
    yield _conditions(view)
    for type_ in view.provider.model_types:
        yield Block(f"{type_.value} models", tuple(_models(view.provider.catalogue(type_), view)))
    yield Block("transport", tuple(shared_rows(view)))
    for type_ in view.provider.model_types:
        yield Block(f"transport of {type_.value}", tuple(type_rows(type_, view, whole=False)))
    yield Block("validation", tuple(_validation(view)))
    yield Block("errors", tuple(_errors(view)))
    yield files_block(view)


def _groups(view: View) -> Block:
    rows = [
        Row((name,), texts(written(one) for one in patterns), view.places.at("groups", name))
        for name, patterns in view.provider.groups
    ]
    return Block("groups", tuple(rows))


def _conditions(view: View) -> Block:
    rows = [
        Row((name,), text(notation.condition(tree)), view.places.at("conditions", name))
        for name, tree in view.provider.conditions
    ]
    return Block("conditions", tuple(rows))


def _models(catalogue: Catalogue, view: View) -> Iterator[Row]:
    for group, models in (("", catalogue.predefined), ("base", catalogue.base), ("kept", catalogue.kept)):
        for one in models:
            yield Row((group, one.id) if group else (one.id,), summary(one), view.places.at(*one.key))
    if catalogue.custom is not None:
        section = view.catalogue(catalogue.type)
        yield Row(("custom",), _custom(catalogue.custom), view.places.written("custom", section))
    yield from _files(catalogue, view)


def _files(catalogue: Catalogue, view: View) -> Iterator[Row]:
    """The position file and the paths of models, where they do not follow from the models."""
    section = view.catalogue(catalogue.type)
    named: tuple[tuple[str, Data], ...] = (
        ("position", DataList(catalogue.position or ())),
        ("position_path", text(catalogue.position_path or "")),
        ("predefined_paths", texts(catalogue.predefined_paths)),
    )
    for name, data in named:
        origin = view.places.written(name, section)
        if origin != CONVENTION:
            yield Row((name,), data, origin)


def summary(model: Model) -> Data:
    """A model on one line."""
    limit = next((one.max for one in model.parameters or () if one.use_template == "max_tokens"), None)
    return mapped(
        (
            ("use", None if model.profile is None else text(model.profile)),
            *((name, value) for name, value in model.properties or () if isinstance(value, Scalar)),
            ("max_tokens", limit),
            ("price", _price(model)),
            ("deprecated", model.deprecated),
            ("features", DataList(model.features) if model.features else None),
        )
    )


def _price(model: Model) -> Data | None:
    """Amounts, currency and unit in one text."""
    price = model.pricing
    if price is None:
        return None
    amounts = "/".join(one.text for one in (price.input, price.output) if one is not None)
    return text(f"{amounts} {price.currency.text if price.currency else ''} per {price.per}")


def _custom(custom: CustomModel) -> Data:
    """What a user adds, on one line."""
    return mapped(
        (
            ("like", None if custom.like is None else notation.value(custom.like)),
            *((name, notation.choice(found, notation.value)) for name, found in custom.properties),
            ("features", texts(one.name for one in custom.features) if custom.features else None),
            ("parameters", texts(one.rule.name for one in custom.parameters) if custom.parameters else None),
        )
    )


def _validation(view: View) -> Iterator[Row]:
    found, section = view.provider.validation, view.document.validation
    provider = section.provider if section is not None else None
    model = section.model if section is not None else None
    for type_, choice in found.provider:
        origin = view.places.written(ModelType(type_).folder, provider)
        yield Row(("provider", type_), notation.choice(choice, notation.value), origin)
    if found.gets:
        yield Row(("provider", "get"), texts(found.gets), view.places.written("get", provider))
    if found.discover is not None:
        yield Row(("model", "discover"), wire.discovery(found.discover), view.places.written("discover", model))
    for one in found.types:
        yield from _type_validation(one, view)


def _type_validation(one: TypeValidation, view: View) -> Iterator[Row]:
    section = view.document.validation
    model = section.model if section is not None else None
    own = getattr(model, ModelType(one.type).folder, None)
    for name, word in (("text", one.text), ("query", one.query)):
        if word is not None:
            yield Row(("model", one.type, name), text(word), view.places.written(name, own))
    if one.gets is not None:
        yield Row(("model", one.type, "get"), texts(one.gets), view.places.written("get", own))
    if one.documents:
        yield Row(("model", one.type, "documents"), texts(one.documents), view.places.written("documents", own))
    for case in one.refusals.cases:
        when = notation.condition(case.when) if case.when is not None else ""
        said = mapped((("say", notation.value(case.then)),))
        yield Row(("model", one.type, "refuse"), said, view.places.written("refuse", own), when)
    if one.ping is not None:
        yield Row(("model", one.type, "ping"), wire.fields(one.ping), view.places.written("ping", own))
    if one.stream is not None:
        data = notation.choice(one.stream, notation.value)
        yield Row(("model", one.type, "stream"), data, view.places.written("stream", own))
    for attempt in one.attempts:
        when = notation.condition(attempt.when) if attempt.when is not None else ""
        data = wire.fields(attempt.set)
        yield Row(("model", one.type, "attempts"), data, view.places.written("attempts", own), when)


def _errors(view: View) -> Iterator[Row]:
    errors, section = view.provider.errors, view.document.errors
    body = section.body if section is not None else None
    for name, place in (("code", errors.code_place), ("message", errors.message_place)):
        if place is not None:
            yield Row(("body", name), text(place), view.places.written(name, body))
    table = section.table if section is not None else None
    for index, row in enumerate(errors.rows):
        span = table[index].span if table is not None and index < len(table) else None
        yield Row(("table",), wire.error(row), view.places.of(span))
