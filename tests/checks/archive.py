"""Plugins as one text: sections that start with ``-- path --``, and marks for the findings that are expected.

What stands before the first section are notes, and lines ``expect PATH:LINE``. A line of a file that ends with ``#!``
is one at which the rule in question must find something. ``-- path -- delete`` takes a file away, ``-- path -- size
N`` is a file of N bytes, ``-- path -- times N`` N files with numbers for the ``%`` in their path. Paths that start
with ``other/`` and the like belong to other plugins that the first is compared with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
_SECTION = re.compile(r"-- (\S+) --(?: (delete|size|times))?(?: (\d+))?")
OTHERS = ("other", "third", "fourth")
_MARK = re.compile(r"\s*#!\s*$")


@dataclass(slots=True)
class Archive:
    """Files by path, those to take away, and where findings are expected."""

    files: dict[str, bytes] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    expected: set[tuple[str, int]] = field(default_factory=set)

    def plugins(self, base: Archive) -> list[dict[str, bytes]]:
        """The files of the first plugin, and of those that it is compared with, each over a base."""
        own = {name: data for name, data in self.files.items() if name.split("/")[0] not in OTHERS}
        first = {name: data for name, data in base.files.items() if name not in self.deleted} | own
        return [first, *(base.files | more for other in OTHERS if (more := self._below(other)))]

    def _below(self, folder: str) -> dict[str, bytes]:
        start = f"{folder}/"
        return {name.removeprefix(start): data for name, data in self.files.items() if name.startswith(start)}


def parse(text: str) -> Archive:
    """Reads an archive."""
    archive = Archive()
    name: str | None = None
    lines: list[str] = []
    for line in [*text.splitlines(), "-- end --"]:
        section = _SECTION.fullmatch(line)
        if section is None:
            if name is None and line.startswith("expect "):
                path, _, number = line.removeprefix("expect ").rpartition(":")
                archive.expected.add((path, int(number)))
            elif name is not None and _MARK.search(line):
                archive.expected.add((name, len(lines) + 1))
            lines.append(_MARK.sub("", line))
            continue
        if name is not None:
            archive.files[name] = "".join(f"{one}\n" for one in lines).encode()
        name, lines = None if section[2] else section[1], []
        if section[2] == "delete":
            archive.deleted.append(section[1])
        elif section[2] == "size":
            archive.files[section[1]] = b"0" * int(section[3])
        elif section[2] == "times":
            archive.files |= {section[1].replace("%", str(number)): b"" for number in range(int(section[3]))}
    return archive


def load(path: Path) -> Archive:
    """Reads an archive from a file."""
    return parse(path.read_text("utf-8"))


BASE = load(HERE / "base.txt")
