"""Which files are left out of the package: ``.difyignore``, else ``.gitignore``, in the syntax of git.

The daemon reads one file at the root of the plugin (`plugin_decoder/fs.go`). The later rule wins, ``!`` takes back, and
what lies in a folder that is left out cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from difyspec.layout.wildcards import LONGEST, Segment, Sign, anything, fits, literal, one_of, segment

FILES = (".difyignore", ".gitignore")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: the levels it asks for, whether it takes back, whether it is about folders only, and its number."""

    path: tuple[Callable[[str], bool] | None, ...]
    negated: bool
    folders: bool
    line: int

    def matches(self, name: str) -> bool:
        """Whether the line is about a file or folder."""
        return fits(self.path, name.split("/"))


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
        if (folder or not rule.folders) and rule.matches(name):
            return None if rule.negated else rule
    return None


def _rule(line: str, number: int) -> Rule | None:
    written = line.rstrip("\r")
    text = written.rstrip(" \t")
    text += written[len(text) : len(text) + 1] if text.endswith("\\") else ""  # a blank that is escaped
    if not text or text.startswith("#") or len(text) > LONGEST:
        return None
    negated = text.startswith("!")
    text = text[1:] if negated else text
    text = text[1:] if text.startswith(("\\#", "\\!")) else text
    folders = text.endswith("/")
    text = text.rstrip("/") if folders else text
    anchored = "/" in text
    parts = text.removeprefix("/").split("/")
    if not any(parts):
        return None
    levels = [None if part == "**" else segment(_signs(part)) for part in ([] if anchored else ["**"]) + parts]
    if parts[-1] == "**":
        levels.append(segment((None,)))  # what is in a folder, and not the folder itself
    return Rule(tuple(levels), negated, folders, number)


def _signs(part: str) -> Segment:
    signs: list[Sign] = []
    place = 0
    while place < len(part):
        found = _CLASS.match(part, place)
        if found:
            inside = found[2].replace("\\", r"\\").replace("[", r"\[")
            signs.append(one_of(inside, negated=bool(found[1])))
            place = found.end()
        elif part[place] == "\\" and place + 1 < len(part):
            signs.append(literal(part[place + 1]))
            place += 2
        else:
            char = part[place]
            signs.append(None if char == "*" else anything if char == "?" else literal(char))
            place += 1
    return tuple(signs)


_CLASS = re.compile(r"\[([!^]?)(\]?[^\]]*)\]")
