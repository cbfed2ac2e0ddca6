"""One form: its fields, and what must be true between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from difyspec.diagnostics import Span
from difyspec.language import Entries
from difyspec.language.models.fields import Field as Written
from difyspec.provider.forms import Field, ShowOn
from difyspec.provider.plugin import Key
from difyspec.resolve.context import Context
from difyspec.resolve.credentials.checks import check_field
from difyspec.resolve.credentials.drafts import Draft, draft_of
from difyspec.resolve.credentials.fields import field_of
from difyspec.resolve.names import FormField, Names

MOST = 32
MODEL_TYPE = "__model_type"
"""The variable that Dify itself fills; a spec says ``for`` instead."""


def form_of(
    written: Entries[Written], form: str, drafts: dict[str, Draft], names: Names, context: Context
) -> tuple[tuple[Field, ...], dict[str, Draft]]:
    """The fields of a form in order, and their drafts by name. `drafts` are those of the provider's form."""
    fields: list[FormField] = []
    written_at: list[_Places] = []
    made: dict[str, Draft] = {}
    for entry in written:
        draft = draft_of(entry, drafts, names, context)
        field = None if draft is None else field_of(draft, entry.name_span, context)
        if draft is None or field is None:
            continue
        made[draft.name] = draft
        found = FormField(field, entry.name_span, form)
        _unique(found, fields, context)
        fields.append(found)
        written_at.append(_places(draft))
        context.place(entry.span, "credentials", form, field.name, *field.model_types)
        _trace(("credentials", form, field.name, *field.model_types), draft, context)
        check_field(field, draft, entry.name_span, context)
    linked = [_Linking(one, fields, places, context).field() for one, places in zip(fields, written_at, strict=True)]
    resolved = [replace(one, field=field) for one, field in zip(fields, linked, strict=True)]
    for found in resolved:
        names.fields.setdefault(found.field.name, []).append(found)
    if len(resolved) > MOST:
        message = f"the form has {len(resolved)} fields, and Dify's debugging accepts {MOST}"
        context.say("D701", written.span, message)
    return tuple(one.field for one in resolved), made


def _trace(key: Key, draft: Draft, context: Context) -> None:
    """Remembers where each key of a field was written, for those who ask."""
    if context.origins.traced:
        for attribute, (_, span) in draft.values.items():
            context.place(span, *key, attribute)


def _unique(found: FormField, others: list[FormField], context: Context) -> None:
    """No model type sees two fields with one name or one key."""
    for other in others:
        a, b = found.field, other.field
        if a.name != b.name and a.variable != b.variable:
            continue
        if a.model_types and b.model_types and not set(a.model_types) & set(b.model_types):
            continue
        what = f"field `{a.name}`" if a.name == b.name else f"field that is stored as `{a.variable}`"
        message = f"this form has a {what} already, for the same model types"
        context.say("D308", found.span, message, related=[(other.span, "the first one")])
        return


type _Places = dict[ShowOn, tuple[Span, Span]]
"""Where conditions are written: the name of the other field, and its value."""


def _places(draft: Draft) -> _Places:
    written = [draft.get("show_on"), *(one.body.show_on for one in draft.get("options") or ())]
    entries = (entry for conditions in written for entry in conditions or ())
    return {ShowOn(one.name, one.body.value): (one.name_span, one.body.span) for one in entries}


@dataclass(frozen=True, slots=True)
class _Linking:
    """A field whose conditions get the variables of other fields instead of their names."""

    of: FormField
    fields: list[FormField]
    places: _Places
    context: Context

    def field(self) -> Field:
        """The field with them."""
        field = self.of.field
        options = tuple(replace(option, show_on=self._all(option.show_on)) for option in field.options)
        return replace(field, options=options, show_on=self._all(field.show_on))

    def _all(self, conditions: tuple[ShowOn, ...]) -> tuple[ShowOn, ...]:
        return tuple(self._one(one) for one in conditions)

    def _one(self, one: ShowOn) -> ShowOn:
        if one.variable == MODEL_TYPE and not self.context.explicit:
            return one
        own = self.of.field
        others = [other.field for other in self.fields if other.field.name == one.variable and other.field is not own]
        name_span, value_span = self.places.get(one, (self.of.span, self.of.span))
        if not others:
            known = [other.field.name for other in self.fields if other.field.name != own.name]
            message = f"`{own.name}` depends on the field `{one.variable}`, which this form does not have"
            self.context.unknown("D217", name_span, message, one.variable, known, "fields")
            return one
        options = [option.value for other in others for option in other.options]
        if options and one.value not in options:
            message = f"`{own.name}` depends on `{one.variable}` being `{one.value}`, which it can never be"
            self.context.unknown("D208", value_span, message, one.value, options, "values")
        return ShowOn(others[0].variable, one.value)
