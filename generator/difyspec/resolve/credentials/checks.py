"""What must be true of one field."""

from __future__ import annotations

import re

from difyspec.diagnostics import Span
from difyspec.provider.forms import Field, FieldType
from difyspec.provider.values import Kind
from difyspec.resolve.context import Context
from difyspec.resolve.credentials.drafts import Draft

_URL = re.compile(r"https?://\S+")
_INT = re.compile(r"-?[0-9]+")


def check_field(field: Field, draft: Draft, span: Span, context: Context) -> None:
    """Findings about the default and the pattern of a field."""
    if field.pattern is not None:
        _pattern(field, draft.span("pattern", span), context)
    if field.default is not None and field.default.kind is not Kind.NULL and field.default.text:
        _default(field, field.default.text, draft.span("default", span), context)


def _pattern(field: Field, span: Span, context: Context) -> None:
    try:
        re.compile(field.pattern or "")
    except re.error as error:
        context.say("D309", span, f"the pattern of `{field.name}` is no regular expression: {error.msg}")


def _default(field: Field, default: str, span: Span, context: Context) -> None:
    match field.type:
        case FieldType.SELECT | FieldType.RADIO | FieldType.TOGGLE:
            options = [option.value for option in field.options]
            if options and default not in options:
                message = f"the default `{default}` of `{field.name}` is none of its options"
                context.unknown("D302", span, message, default, options, "options")
        case FieldType.INT:
            if not _INT.fullmatch(default):
                message = f"the default `{default}` of `{field.name}` is no whole number"
                context.say("D303", span, message, "Write all of its digits, as in `'4096'`, or leave `default` out.")
        case FieldType.URL:
            if not _URL.fullmatch(default):
                message = f"the default `{default}` of `{field.name}` is no http address"
                context.say("D303", span, message, "Write the whole address, as in `https://api.example.com/v1`.")
        case FieldType.SECRET:
            context.say("D310", span, f"the secret `{field.name}` has a default, which everyone can read")
        case FieldType.TEXT:
            pass
    if field.pattern is not None and not _matches(field.pattern, default):
        context.say("D309", span, f"the default `{default}` of `{field.name}` does not match its pattern")


def _matches(pattern: str, text: str) -> bool:
    try:
        return re.fullmatch(pattern, text) is not None
    except re.error:
        return True
