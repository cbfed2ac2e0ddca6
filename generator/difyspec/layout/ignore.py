"""Which files are left out of the package: ``.difyignore``, else ``.gitignore``, in the syntax of git.

The daemon reads one file at the root of the plugin (`plugin_decoder/fs.go`). The later rule wins, ``!`` takes back, and
what lies in a folder that is left out cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

FILES = (".difyignore", ".gitignore")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: what it matches, whether it takes back, whether it is about folders only, and its line number."""

    regex: re.Pattern[str]
    negated: bool
    folders: bool
    line: int


def rules(text: str) -> tuple[Rule, ...]:
    """The rules of an ignore file; lines that say nothing are skipped."""
    found = (_rule(line, number) for number, line in enumerate(text.splitlines(), 1))
    return tuple(rule for rule in found if rule is not None)


def ignored(names: Iterable[str], lines: tuple[Rule, ...]) -> dict[str, Rule]:
    """The files that are left out, each with the rule that does it."""
    known: dict[str, Rule | None] = {}
    found: dict[str, Rule] = {}
    for name in names:
        rule = _deciding(name, lines, known)
        if rule is not None:
            found[name] = rule
    return found


def _deciding(name: str, lines: tuple[Rule, ...], known: dict[str, Rule | None]) -> Rule | None:
    """The rule that leaves a file or one of the folders above it out."""
    parts = name.split("/")
    for depth in range(1, len(parts)):
        above = "/".join(parts[:depth])
        if above not in known:
            known[above] = _last(above, lines, folder=True)
        if known[above] is not None:
            return known[above]
    return _last(name, lines, folder=False)


def _last(name: str, lines: tuple[Rule, ...], *, folder: bool) -> Rule | None:
    for rule in reversed(lines):
        if (folder or not rule.folders) and rule.regex.fullmatch(name):
            return None if rule.negated else rule
    return None


def _rule(line: str, number: int) -> Rule | None:
    text = line.rstrip("\r")
    text = re.sub(r"(?<!\\)[ \t]+$", "", text)
    if not text or text.startswith("#"):
        return None
    negated = text.startswith("!")
    text = text[1:] if negated else text
    text = text[1:] if text.startswith(("\\#", "\\!")) else text
    folders = text.endswith("/")
    text = text.rstrip("/") if folders else text
    anchored = "/" in text
    text = text.removeprefix("/")
    if not text:
        return None
    start = "" if anchored else r"(?:.*/)?"
    try:
        return Rule(re.compile(start + _translated(text), re.DOTALL), negated, folders, number)
    except re.error:
        return None


def _translated(pattern: str) -> str:
    written: list[str] = []
    place = 0
    while place < len(pattern):
        rest = pattern[place:]
        if rest.startswith("**/") and (place == 0 or pattern[place - 1] == "/"):
            written.append(r"(?:.*/)?")
            place += 3
        elif rest == "**" and place and pattern[place - 1] == "/":
            written.append(r".+")
            place += 2
        else:
            step, regex = _one(rest)
            written.append(regex)
            place += step
    return "".join(written)


def _one(rest: str) -> tuple[int, str]:
    """How many characters the next sign takes, and its regular expression."""
    if rest[0] == "*":
        return len(rest) - len(rest.lstrip("*")), r"[^/]*"
    if rest[0] == "?":
        return 1, r"[^/]"
    if rest[0] == "\\" and len(rest) > 1:
        return 2, re.escape(rest[1])
    found = re.match(r"\[([!^]?)([^\]]+)\]", rest) if rest[0] == "[" else None
    if found:
        inside = found[2].replace("\\", r"\\").replace("[", r"\[")
        return found.end(), f"(?!/)[{'^' if found[1] else ''}{inside}]"
    return 1, re.escape(rest[0])
