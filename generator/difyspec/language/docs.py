"""`docs/language.md`: the guide's chapters, with tables made from the models.

    python -m difyspec.language.docs [--check] [FILE]

A chapter is Markdown. `{{keys:Section}}` becomes the table of a section's keys, `{{own:Section}}` of those that it
does not share with its base, `{{words:name}}` a list of words, `{{shipped:name}}` the table of what is shipped. Every
YAML block is a piece of a spec, and a test reads each of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from difyspec.language.expressions.grammar import SLOTS
from difyspec.language.kinds.sections import Key, keys
from difyspec.language.models.document import Document
from difyspec.language.models.restriction import Restriction
from difyspec.language.positions import FEATURES, MODEL_TYPES
from difyspec.language.section import Section
from difyspec.language.shipped import shipped
from difyspec.provider.expressions import Root
from difyspec.provider.transport import ErrorKind

GUIDE = Path(__file__).parent / "guide"
TARGET = Path("docs/language.md")

_DIRECTIVE = re.compile(r"\{\{(\w+):(\w+)\}\}")
_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("words", "model_types"): MODEL_TYPES,
    ("words", "features"): FEATURES,
    ("words", "kinds"): tuple(ErrorKind),
    ("words", "call"): SLOTS[Root.CALL],
    ("words", "error"): SLOTS[Root.ERROR],
}
_BRIEF = ((", also with values in `$( )`", " with `$( )`"), (", or a value in `$( )`", " or `$( )`"))
_RESTRICTED = "It can be restricted with `match`, `group` and `when`, see [Groups](#groups-conditions-choices)."


def text() -> str:
    """The whole document."""
    chapters = [path.read_text(encoding="utf-8").strip() for path in sorted(GUIDE.glob("*.md"))]
    return _DIRECTIVE.sub(_replaced, "\n\n".join(chapters)) + "\n"


def _replaced(found: re.Match[str]) -> str:
    what, name = found.groups()
    if (what, name) in _WORDS:
        return ", ".join(f"`{one}`" for one in _WORDS[what, name])
    if what == "shipped":
        return shipped(name)
    section = sections()[name]
    if what == "keys":
        return table(section, keys(section))
    own = section.__annotations__
    return table(section, {name: key for name, key in keys(section).items() if key.field in own})


def table(section: type[Section], shown: dict[str, Key]) -> str:
    """The table of some keys of a section. What restricts has a chapter of its own."""
    restricted = section is not Restriction and issubclass(section, Restriction)
    rows = [key for name, key in shown.items() if not (restricted and name in keys(Restriction))]
    lines = ["| key | takes | meaning |", "|---|---|---|", *(_row(section, key) for key in rows)]
    table = "\n".join(lines) if rows else ""
    return "\n\n".join(part for part in (table, _RESTRICTED if restricted else "") if part)


def _row(section: type[Section], key: Key) -> str:
    needed = ", required" if key.required else ""
    alone = "; written alone it needs no key" if section.short == key.field else ""
    examples = ", ".join(f"`{one}`" for one in key.examples)
    cells = (f"`{key.name}`", f"{_takes(key)}{needed}{alone}", f"{key.description} E.g. {examples}.")
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _takes(key: Key) -> str:
    """What may stand there; a section's own table says which keys it has."""
    words = key.kind.words
    for long, brief in _BRIEF:
        words = words.replace(long, brief)
    return re.sub(r"a map of `[^,]*(?:, (?:`[^`]*`|…))*", "a map", words) if key.kind.sections else words


@cache
def sections() -> dict[str, type[Section]]:
    """All sections of the language by the name of their model."""
    return {one.__name__: one for one in _reachable(Document, set())}


def _reachable(section: type[Section], seen: set[type[Section]]) -> Iterator[type[Section]]:
    if section in seen:
        return
    seen.add(section)
    yield section
    yield from (one for base in section.__mro__ if _is_section(base) for one in _reachable(base, seen))
    for key in keys(section).values():
        for inner in key.kind.sections:
            yield from _reachable(inner, seen)


def _is_section(base: type) -> bool:
    return issubclass(base, Section) and base is not Section


def main(arguments: list[str]) -> int:
    """Writes the document, or with `--check` says whether it is in step; 1 if it is not."""
    check = "--check" in arguments
    rest = [one for one in arguments if one != "--check"]
    target = Path(rest[0]) if rest else TARGET
    made = text()
    if check:
        if target.is_file() and target.read_text(encoding="utf-8") == made:
            return 0
        sys.stderr.write(f"{target}: not in step with the models and the guide; run make docs\n")
        return 1
    target.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
