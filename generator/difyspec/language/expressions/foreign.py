"""What people write out of habit with other tools, and what is only text here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from difyspec.language.expressions.ruler import Ruler
from difyspec.language.section import Report
from difyspec.provider.expressions import Root

_NAME = rf"(?:{'|'.join(Root)})(?:\.\w+)?"
_FOREIGN = re.compile(rf"\$?\{{\{{\s*({_NAME})\s*\}}\}}|\$?\{{({_NAME})\}}|\$((?:{'|'.join(Root)})\.\w+)")

_BARE = re.compile(r"(?:cred|discovered|param|given|call)\.[A-Za-z_]\w*")
_CONDITION = re.compile(rf"(?:not +)?{_BARE.pattern}(?: |$)")
_HOOK = re.compile(r"hooks\.[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Foreign:
    """Something that would be a value elsewhere: where it stands in the text, and what to do."""

    start: int
    end: int
    written: str
    remedy: str


def foreign(text: str) -> Iterator[Foreign]:
    """``${cred.x}``, ``$cred.x``, ``cred.x``, ``hooks.x`` and the like in a text that may hold ``$( )``."""
    if _HOOK.fullmatch(text):
        remedy = "No hook can stand here; the chapter on hooks in docs/language.md says where one can."
        yield Foreign(0, len(text), text, remedy)
    if is_bare(text):
        yield Foreign(0, len(text), text, f"Write `$({text})`, if that is meant.")
    if "{" not in text and "$" not in text:
        return
    for found in _FOREIGN.finditer(text):
        remedy = f"Write `$({found[1] or found[2] or found[3]})`, if that is meant."
        yield Foreign(*found.span(), found[0], remedy)


def is_bare(text: str) -> bool:
    """Whether all of a text is a path without its ``$( )``."""
    return _BARE.fullmatch(text) is not None


def asks(text: str) -> bool:
    """Whether a text is most likely a condition: a path, or one that is compared or negated."""
    return _CONDITION.match(text) is not None


def tell_foreign(text: str, ruler: Ruler, report: Report) -> None:
    """A finding about each."""
    for one in foreign(text):
        report("D131", ruler.span(one.start, one.end), f"`{one.written}` is only text here", one.remedy)
