"""Form fields in the making: definitions looked up, copied and changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from difyspec.diagnostics import Span
from difyspec.language import Entry
from difyspec.language.models.fields import Field
from difyspec.resolve.context import Context
from difyspec.resolve.library import library
from difyspec.resolve.names import Names
from difyspec.resolve.sections import attribute_of


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a field: the value and the place of each key. `dropped` are keys taken away by ``unset``."""

    name: str
    values: dict[str, tuple[Any, Span]]
    dropped: frozenset[str] = frozenset()

    def get(self, key: str) -> Any:
        """The value of a key, or None."""
        found = self.values.get(key)
        return found[0] if found else None

    def span(self, key: str, otherwise: Span) -> Span:
        """Where a key's value was written."""
        found = self.values.get(key)
        return found[1] if found else otherwise


_IDENTITY = ("like", "name", "unset")


def draft_of(entry: Entry[Field], drafts: dict[str, Draft], names: Names, context: Context) -> Draft | None:
    """The draft of an entry of a form. `drafts` are the fields of the provider's form, for ``provider.x``."""
    body = entry.body
    if entry.name.startswith("provider."):
        name = entry.name.removeprefix("provider.")
        base = drafts.get(name)
        if base is None:
            written = context.document.credentials
            if name in names.unclear or (written is not None and "provider" in written.broken):
                names.unclear.add(name)
                return None
            message = f"the provider's form has no field `{name}`"
            context.unknown("D203", entry.name_span, message, name, drafts, "fields of the provider's form")
            return None
        return _changed(base, body, base.name, names, context)
    if body.type is not None or body.like is not None:
        return _changed(Draft(entry.name, {}), body, body.name or entry.name, names, context)
    if "type" in body.broken:
        names.unclear.add(entry.name)
        return None
    base = _definition(entry.name, entry.name_span, names, context, ())
    return None if base is None else _changed(base, body, body.name or base.name, names, context)


def _definition(name: str, span: Span, names: Names, context: Context, seen: tuple[str, ...]) -> Draft | None:
    """A definition of ``fields`` or of the library."""
    own = context.document.fields
    found = own.get(name) if own is not None else None
    names.use("field", name) if found else None
    found = found or library().fields.get(name)
    if found is None:
        known = (*(own.names if own else ()), *library().fields.names)
        names.unclear.add(name)
        if "fields" not in context.document.broken:
            message = f"there is no field `{name}` to refer to, and no `type` is written here"
            context.unknown("D203", span, message, name, known, "fields")
        return None
    if name in seen:
        context.say("D214", found.name_span, f"the field `{name}` is a copy of itself")
        return None
    return _changed(Draft(name, {}), found.body, found.body.name or name, names, context, (*seen, name))


def _changed(
    base: Draft, body: Field, name: str, names: Names, context: Context, seen: tuple[str, ...] = ()
) -> Draft | None:
    """A draft with the keys of a section over it."""
    if body.like is not None:
        copied = _definition(body.like, body.span("like"), names, context, seen)
        if copied is None:
            return None
        base = replace(base, values={**copied.values, **base.values}, dropped=copied.dropped)
    values = dict(base.values)
    dropped = set(base.dropped)
    for gone in body.unset or ():
        attribute = attribute_of(Field, gone.value)
        if attribute not in Field.model_fields:
            continue  # reported when the section was read
        if values.pop(attribute, None) is None and attribute != "required":
            context.say("D402", gone.span, f"there is no `{gone.value}` to take away")
        dropped.add(attribute)
    for key in body.written:
        if key not in _IDENTITY and key not in body.broken:
            values[key] = (getattr(body, key), body.span(key))
            dropped.discard(key)
    return Draft(name, values, frozenset(dropped))
