"""Patterns for names: globs, and regular expressions of a safe subset."""

from __future__ import annotations

import re
from functools import lru_cache

from difyspec.language.expressions.grammar import ExpressionError, told
from difyspec.language.expressions.regex import Regex
from difyspec.language.expressions.ruler import Ruler
from difyspec.language.kinds.base import BROKEN, Broken
from difyspec.language.section import Report
from difyspec.provider.expressions import Pattern

_NO_WILDCARDS = re.compile(r"[?\[\]{}]")

# Blanks around it, characters that nobody sees, and quotes that a text processor made.
_STRANGE = re.compile(
    "^\\s+|\\s+$|[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2018-\u201f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def pattern(text: str, ruler: Ruler, report: Report, *, excludes: bool = False) -> Pattern | Broken:
    """The pattern that a text is, or a finding why it is none. `excludes`: a leading ``-`` takes names out."""
    strange = _STRANGE.search(text)
    if strange:
        what = f"U+{ord(strange[0][0]):04X}" if strange[0].strip() else "a blank at its end"
        report("D132", ruler.span(*strange.span()), f"this pattern has {what}, which no model's name has")
    try:
        if excludes and text.startswith("-"):
            inner = parsed_pattern(text[1:], 1)
            return Pattern(inner.text, inner.regex, inner.ignore_case, True)
        return parsed_pattern(text, 0)
    except ExpressionError as wrong:
        told(wrong, ruler, report)
        return BROKEN


def parsed_pattern(text: str, offset: int) -> Pattern:
    """The pattern that a text is; `ExpressionError`, at offsets counted from `offset`, if it is none."""
    end = offset + len(text)
    if not text:
        remedy = "Write a name, a name with `*`, or a regular expression between slashes."
        raise ExpressionError("an empty pattern fits nothing", offset, end, remedy)
    if text.startswith("/"):
        return _regex(text, offset)
    strange = _NO_WILDCARDS.search(text)
    if strange:
        at = offset + strange.start()
        remedy = "`*` is the only wildcard; write several patterns, or a regular expression between slashes."
        raise ExpressionError(f"`{strange.group()}` is no wildcard", at, at + 1, remedy)
    return Pattern(text)


def _regex(text: str, offset: int) -> Pattern:
    end = text.rfind("/")
    flags = text[end + 1 :]
    if end == 0:
        raise ExpressionError(
            "a regular expression ends with `/`", offset, offset + len(text), "Write it as in `/^gpt-5/i`."
        )
    if flags not in ("", "i"):
        start = offset + end + 1
        raise ExpressionError(f"`{flags}` is no flag of a pattern", start, start + len(flags), "The only flag is `i`.")
    if end == 1:
        raise ExpressionError("an empty pattern fits everything", offset, offset + len(text))
    Regex(text[1:end], offset + 1).whole()
    return Pattern(text[1:end], True, flags == "i")


def written(pattern: Pattern) -> str:
    """The pattern as one writes it."""
    sign = "-" if pattern.excludes else ""
    return f"{sign}/{pattern.text}/{'i' if pattern.ignore_case else ''}" if pattern.regex else f"{sign}{pattern.text}"


@lru_cache(maxsize=4096)
def python_regex(pattern: Pattern) -> str:
    """The Python regular expression that says the same, to be used with `re.search` and without flags.

    A glob becomes one that never goes back behind a piece it has found, so its cost does not grow with its wildcards.
    """
    if pattern.regex:
        inner = Regex(pattern.text, 0).whole().python
        return f"(?i:{inner})" if pattern.ignore_case else inner
    first, *rest = pattern.text.split("*")
    if not rest:
        return rf"\A{re.escape(first)}\Z"
    *middle, last = rest
    found = "".join(f"(?>.*?{re.escape(piece)})" for piece in middle if piece)
    return rf"(?s:\A{re.escape(first)}{found}.*{re.escape(last)}\Z)"
