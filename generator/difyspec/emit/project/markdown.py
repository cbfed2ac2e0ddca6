"""Texts of a spec within Markdown: nothing in them may turn into markup, end a table cell or break a line."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

_WIDTH = 120
# Markdown's own marks, and what starts HTML or an entity. "_" means nothing within a word.
_MARK = re.compile(r"[\\`*\[\]<>|&~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_LIST_OR_HEADING = re.compile(r"^(\d*)([-+.)=]|#+)(?=\s|$)")
_EAST_ASIAN = re.compile(
    r"[\u1100-\u11FF\u2E80-\uA4CF\uA960-\uA97F\uAC00-\uD7FF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF\U0001B000-\U0001B2FF\U00020000-\U0003FFFF]"
)
_NOT_IN_URL = re.compile(r"[()<>\\\s\"]")


def prose(value: str) -> str:
    """A text as running words. One in an East Asian script becomes code: the readme of a plugin is English."""
    words = " ".join(value.split())
    if _EAST_ASIAN.search(words):
        return code(words)
    escaped = _MARK.sub(lambda found: "\\" + found.group(), words)
    return _LIST_OR_HEADING.sub(r"\1\\\2", escaped)


def code(value: str) -> str:
    """A text as code, for running words and table cells."""
    words = " ".join(value.split()).replace("|", "\\|")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", words)), default=0))
    padding = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{padding}{words}{padding}{fence}" if words else ""


def link(title: str, url: str) -> str:
    """A link to an address."""
    address = _NOT_IN_URL.sub(lambda found: f"%{ord(found.group()):02X}", url.strip())
    return f"[{prose(title)}]({address})"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already, without the columns in which no row says anything."""
    filled = list(rows)
    kept = [index for index in range(len(heads)) if any(row[index] for row in filled)]
    lines = [heads, ["---"] * len(heads), *filled]
    return "\n".join(f"| {' | '.join(line[index] for index in kept)} |" for line in lines)


def wrapped(sentence: str) -> str:
    """A sentence of ours in lines of a readable length; a break in a text of somebody else's could start a list."""
    return textwrap.fill(sentence, _WIDTH, break_long_words=False, break_on_hyphens=False)
