"""The section ``errors``: how failures are named."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.language.models.errors import Row
from difyspec.provider.transport import ErrorKind, ErrorRow, Errors
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.shapes import Due
from difyspec.resolve.expressions.values import check_value
from difyspec.resolve.expressions.where import ERROR_ROW
from difyspec.resolve.names import Names
from difyspec.resolve.restrict import restriction


def resolve_errors(names: Names, context: Context) -> Errors:
    """The provider's own rows, and where its failures say what they are."""
    written = context.document.errors
    if written is None:
        return Errors()
    found: list[tuple[ErrorRow, Span]] = []
    for one in written.table or ():
        row = _row(one.value, names, context)
        hidden = next((span for other, span in found if _hides(other, row)), None)
        if hidden is not None:
            message = "this row never counts: an earlier one fits whatever it fits"
            context.say("D412", one.span, message, related=[(hidden, "the earlier row")])
        found.append((row, one.span))
    body = written.body
    places = (body.code, body.message) if body is not None else (None, None)
    return Errors(*places, rows=tuple(row for row, _ in found))


def _row(written: Row, names: Names, context: Context) -> ErrorRow:
    return ErrorRow(
        kind=ErrorKind(written.is_) if written.is_ else ErrorKind.BAD_REQUEST,
        statuses=tuple(one.value for one in written.status or ()),
        codes=tuple(one.value for one in written.code or ()),
        messages=tuple(one.value for one in written.message or ()),
        exceptions=tuple(one.value for one in written.exception or ()),
        template=None if written.say is None else check_value(written.say, Due.TEXT, ERROR_ROW, names, context),
        when=restriction(written, ERROR_ROW, names, context),
    )


def _hides(earlier: ErrorRow, later: ErrorRow) -> bool:
    """Whether whatever fits the later row fits the earlier one too."""
    if earlier.when is not None and earlier.when != later.when:
        return False
    statuses = not earlier.statuses or (
        bool(later.statuses)
        and all(any(low <= a and b <= high for low, high in earlier.statuses) for a, b in later.statuses)
    )
    texts = {one.text for one in earlier.codes}
    codes = not earlier.codes or (bool(later.codes) and all(one.text in texts for one in later.codes))
    messages = not earlier.messages or (
        bool(later.messages) and all(any(part in one for part in earlier.messages) for one in later.messages)
    )
    exceptions = not earlier.exceptions or (
        bool(later.exceptions) and all(one in earlier.exceptions for one in later.exceptions)
    )
    return statuses and codes and messages and exceptions
