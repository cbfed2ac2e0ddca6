"""The forms users fill in, and the facts that are learned from the server."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.provider.forms import Fact, Field, Option, ShowOn
from difyspec.provider.plugin import Key
from difyspec.provider.values import EMPTY_MAP, Data, DataList, DataMap, text
from difyspec.report.effective.layered import data_of
from difyspec.report.effective.notation import people
from difyspec.report.effective.rows import Block, Row
from difyspec.report.effective.view import View
from difyspec.report.effective.wire import mapped, texts

# How the language calls an attribute of a field.
_WRITTEN = {"for": "for_"}


def form_blocks(view: View) -> Iterator[Block]:
    """Both forms, and what the form of a model calls its name."""
    forms = view.provider.forms
    for name, title, fields in (
        ("provider", "form of the provider", forms.provider),
        ("model", "form of a model", forms.model),
    ):
        if fields is not None:
            yield Block(title, tuple(row for field in fields for row in _field(name, field, view)))
    section = view.document.credentials.model_name if view.document.credentials is not None else None
    texts_ = (("label", forms.model_name_label), ("placeholder", forms.model_name_placeholder))
    rows = [Row((key,), people(found), view.places.written(key, section)) for key, found in texts_ if found]
    if forms.extra.entries:
        rows.append(Row(("extra",), forms.extra, view.places.written("model_name", view.document.credentials)))
    yield Block("name of a model", tuple(rows))


def fact_block(view: View) -> Block:
    """The facts that validation learns."""
    rows = [Row((one.name,), _fact(one), view.places.at("discover", one.name)) for one in view.provider.facts]
    return Block("discovered facts", tuple(rows))


def _field(form: str, field: Field, view: View) -> Iterator[Row]:
    key: Key = ("credentials", form, field.name, *field.model_types)
    places = view.places
    yield Row((field.name,), None, places.at(*key))
    for name, value in _attributes(field):
        if value is not None:
            yield Row((field.name, name), value, places.at(*key, _WRITTEN.get(name, name)))


def _attributes(field: Field) -> tuple[tuple[str, Data | None], ...]:
    """What the language calls each attribute, and what it is."""
    plain = (
        "form",
        "label",
        "placeholder",
        "help",
        "url",
        "required",
        "default",
        "enabled",
        "disabled",
        "pattern",
        "max_length",
    )
    return (
        ("type", text(field.type.value)),
        *((name, data_of(getattr(field, name))) for name in plain),
        ("stored_as", text(field.variable) if field.variable != field.name else None),
        ("options", DataList(tuple(_option(one) for one in field.options)) if field.options else None),
        ("show_on", _show_on(field.show_on)),
        ("for", texts(field.model_types) if field.model_types else None),
        ("aliases", texts(field.aliases) if field.aliases else None),
        ("extra", field.extra if field.extra != EMPTY_MAP else None),
    )


def _option(option: Option) -> Data:
    label, shown = people(option.label), _show_on(option.show_on)
    if shown is not None:
        return DataMap(((option.value, mapped((("label", label), ("show_on", shown)))),))
    return text(option.value) if label == text(option.value) else DataMap(((option.value, label),))


def _show_on(conditions: tuple[ShowOn, ...]) -> Data | None:
    return DataMap(tuple((one.variable, text(one.value)) for one in conditions)) if conditions else None


def _fact(fact: Fact) -> Data:
    return mapped(
        (
            ("type", text(fact.type.value)),
            ("for", texts(fact.model_types) if fact.model_types else None),
            ("options", texts(fact.options) if fact.options else None),
            ("stored_as", text(fact.stored_as) if fact.stored_as != fact.name else None),
            ("at", texts(fact.places) if fact.places else None),
            ("is", texts(fact.truths) if fact.truths else None),
            ("values", DataMap(tuple((said, text(meant)) for said, meant in fact.values)) if fact.values else None),
        )
    )
