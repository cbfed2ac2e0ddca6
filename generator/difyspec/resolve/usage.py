"""What is declared and never used."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.resolve.context import Context
from difyspec.resolve.names import Names


def check_usage(names: Names, context: Context) -> None:
    """Findings about credentials, facts, groups, conditions and definitions that nothing refers to."""
    document = context.document
    if document.transport is None or document.models is None or context.flawed:
        return
    _conditions_on_form(names)
    if ("hooks", "missing") not in names.used:
        _readable(names, context)
    for group in document.groups or ():
        _unused("group", group.name, group.name_span, f"nothing refers to the group `{group.name}`", names, context)
    for condition in document.conditions or ():
        message = f"nothing refers to the condition `{condition.name}`"
        _unused("condition", condition.name, condition.name_span, message, names, context)
    for field in document.fields or ():
        _unused("field", field.name, field.name_span, f"nothing refers to the field `{field.name}`", names, context)
    for rule in document.parameters or ():
        message = f"nothing refers to the parameter `{rule.name}`"
        _unused("definition", rule.name, rule.name_span, message, names, context)


def _readable(names: Names, context: Context) -> None:
    """Credentials and facts; what a hook would read that is still to be written is not known."""
    for name, fields in names.fields.items():
        _unused("cred", name, fields[0].span, f"nothing reads the credential `{name}`", names, context)
    for fact in context.document.discover or ():
        _unused("discovered", fact.name, fact.name_span, f"nothing reads the fact `{fact.name}`", names, context)


def _conditions_on_form(names: Names) -> None:
    """A field that others depend on is used, if one of those is."""
    by_variable = {one.field.variable: one.field.name for found in names.fields.values() for one in found}
    for found in names.fields.values():
        for one in found:
            for other in (*one.field.show_on, *(shown for option in one.field.options for shown in option.show_on)):
                if other.variable in by_variable:
                    names.use("cred", by_variable[other.variable])


def _unused(kind: str, name: str, span: Span, message: str, names: Names, context: Context) -> None:
    if (kind, name) not in names.used:
        context.say("D215", span, message)
