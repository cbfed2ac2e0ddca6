"""One form: its fields, and what must be true between them."""

from __future__ import annotations

from dataclasses import replace

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
        context.place(entry.span, "credentials", form, field.name, *field.model_types)
        _trace(("credentials", form, field.name, *field.model_types), draft, context)
        check_field(field, draft, entry.name_span, context)
    resolved = [replace(one, field=_linked(one.field, fields, one.span, context)) for one in fields]
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


def _linked(field: Field, fields: list[FormField], span: Span, context: Context) -> Field:
    """The field with the variables of other fields in its conditions instead of their names."""
    options = tuple(
        replace(option, show_on=_conditions(option.show_on, field, fields, span, context)) for option in field.options
    )
    return replace(field, options=options, show_on=_conditions(field.show_on, field, fields, span, context))


def _conditions(
    conditions: tuple[ShowOn, ...], field: Field, fields: list[FormField], span: Span, context: Context
) -> tuple[ShowOn, ...]:
    return tuple(_condition(one, field, fields, span, context) for one in conditions)


def _condition(one: ShowOn, field: Field, fields: list[FormField], span: Span, context: Context) -> ShowOn:
    if one.variable == MODEL_TYPE and not context.explicit:
        return one
    others = [other.field for other in fields if other.field.name == one.variable and other.field is not field]
    if not others:
        known = [other.field.name for other in fields if other.field.name != field.name]
        message = f"`{field.name}` depends on the field `{one.variable}`, which this form does not have"
        context.unknown("D217", span, message, one.variable, known, "fields")
        return one
    options = [option.value for other in others for option in other.options]
    if options and one.value not in options:
        message = f"`{field.name}` depends on `{one.variable}` being `{one.value}`, which it can never be"
        context.unknown("D208", span, message, one.value, options, "values")
    return ShowOn(others[0].variable, one.value)
