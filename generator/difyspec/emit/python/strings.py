"""Texts as Python constants and in docstrings, in the spelling black would choose."""

from __future__ import annotations

_DOC_LIMIT = 60


def written(value: str) -> str:
    """The constant of a text: double quotes, unless single ones need fewer backslashes."""
    quote = quote_of(value)
    return f"{quote}{inside(value, quote)}{quote}"


def quote_of(value: str) -> str:
    """The quote black prefers around a text."""
    return "'" if value.count('"') > value.count("'") else '"'


def inside(value: str, quote: str) -> str:
    """What stands between the quotes."""
    # With both quotes in it, repr uses single ones and escapes those; without the two added ones, it escapes neither.
    escaped = repr(value + "'\"")[1:-4].replace("\\'", "'")
    return escaped.replace(quote, "\\" + quote)


def width(line: str) -> int:
    """How wide a line is shown, or more: whatever is not ASCII counts double, as the widest letters do."""
    return len(line) if line.isascii() else sum(1 if letter.isascii() else 2 for letter in line)


def prose(text: str, otherwise: str) -> str:
    """A text of the spec as words of a docstring: one line, no quotes or backslashes, cut to a sensible length.

    Only readers see it, so it may lose what could end the docstring or break its line; `otherwise` if nothing is left.
    """
    kept = "".join(letter if letter.isprintable() and letter not in "\"'\\`" else " " for letter in text)
    words = " ".join(kept.split())
    if len(words) > _DOC_LIMIT:
        words = words[: _DOC_LIMIT - 1].rstrip() + "…"
    return words or otherwise
