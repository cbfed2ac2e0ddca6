"""What people write out of habit with other tools, and what is only text here."""

from __future__ import annotations

import re

from difyspec.language.expressions.ruler import Ruler
from difyspec.language.section import Report
from difyspec.provider.expressions import Root

_NAME = rf"(?:{'|'.join(Root)})(?:\.\w+)?"
_FOREIGN = re.compile(rf"\$?\{{\{{\s*({_NAME})\s*\}}\}}|\$?\{{({_NAME})\}}|\$((?:{'|'.join(Root)})\.\w+)")

_HOOK = re.compile(r"hooks\.[A-Za-z_]\w*")


def tell_foreign(text: str, ruler: Ruler, report: Report) -> None:
    """Findings about ``${cred.x}``, ``$cred.x``, ``hooks.x`` and the like in a text that may hold ``$( )``."""
    if _HOOK.fullmatch(text):
        remedy = "No hook can stand here; the chapter on hooks in docs/language.md says where one can."
        report("D131", ruler.span(0, len(text)), f"`{text}` is only text here", remedy)
    if "{" not in text and "$" not in text:
        return
    for found in _FOREIGN.finditer(text):
        remedy = f"Write `$({found[1] or found[2] or found[3]})`, if that is meant."
        report("D131", ruler.span(*found.span()), f"`{found[0]}` is only text here", remedy)
