"""The fixes of one file, made in its text and proved by reading it again."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from difyspec.diagnostics.fix import Edit, Fix
from difyspec.edit.adding.page import Change, Page, changed
from difyspec.edit.fixing.changes import changes_of
from difyspec.edit.fixing.intended import intended
from difyspec.edit.fixing.places import Unfixable
from difyspec.edit.fixing.reading import Reader, content
from difyspec.source import SourceFile
from difyspec.source.comments import comments

type Changes = tuple[Change, ...]
type Group = tuple[Changes, list[Fix]]

_BROKEN = "the file would not say what it should"


@dataclass(slots=True)
class Applied:
    """The text with the fixes `done` made. `refused` are those that cannot be made, and why; the others are not
    refused, but have to wait until these are made, since they concern the same characters.
    """

    text: str
    done: list[Fix] = field(default_factory=list)
    refused: list[tuple[Fix, str]] = field(default_factory=list)


def apply_fixes(file: SourceFile, fixes: Iterable[Fix], reader: Reader) -> Applied:
    """Makes as many of the fixes of a file as fit beside each other.

    A group of fixes that come to the same change (of what an anchor names, for several aliases) is made together.
    Whatever is made is what the fixes intended and nothing else, and no comment is lost: else it is refused.
    """
    applied = Applied(file.text)
    groups = _apart(_grouped(Page(file), fixes, applied))
    good = _accepted(file, [], groups, reader, applied)
    applied.text = _text(file, good)
    applied.done = [fix for _, group in good for fix in group]
    return applied


def _accepted(
    file: SourceFile, base: list[Group], groups: list[Group], reader: Reader, applied: Applied
) -> list[Group]:
    """The groups that are right beside those of `base`, and these; found by halves."""
    if not groups or _proved(file, [*base, *groups], reader):
        return [*base, *groups]
    if len(groups) == 1:
        applied.refused += [(fix, _BROKEN) for fix in groups[0][1]]
        return base
    middle = len(groups) // 2
    base = _accepted(file, base, groups[:middle], reader, applied)
    return _accepted(file, base, groups[middle:], reader, applied)


def _grouped(page: Page, fixes: Iterable[Fix], applied: Applied) -> list[Group]:
    """The fixes by the changes that they come to."""
    groups: dict[Changes, list[Fix]] = {}
    for fix in dict.fromkeys(fixes):
        try:
            groups.setdefault(changes_of(page, fix), []).append(fix)
        except Unfixable as error:
            applied.refused.append((fix, str(error)))
        except IndexError:
            applied.refused.append((fix, "the file is written in an unusual way"))
    return list(groups.items())


def _apart(groups: list[Group]) -> list[Group]:
    """Those that do not concern the same characters, the first in the file first."""
    kept: list[Group] = []
    taken: list[tuple[int, int]] = []
    for changes, group in sorted(groups, key=lambda pair: min(one.start for one in pair[0])):
        if all(_free(one, taken) for one in changes):
            kept.append((changes, group))
            for one in changes:
                insort(taken, (one.start, one.end))
    return kept


def _free(one: Change, taken: list[tuple[int, int]]) -> bool:
    """Whether a change touches none of those that are taken, which are in order and apart."""
    place = bisect_left(taken, (one.start, 0))
    before, after = taken[place - 1 : place] if place else [], taken[place : place + 1]
    return not (before and before[0][1] > one.start) and not (after and after[0][0] < max(one.end, one.start + 1))


def _text(file: SourceFile, groups: Sequence[Group]) -> str:
    return changed(file.text, [change for changes, _ in groups for change in changes])


def _proved(file: SourceFile, groups: Sequence[Group], reader: Reader) -> bool:
    """Whether the new text says what the fixes intend, and has all the comments of the old one."""
    edits: list[Edit] = [edit for _, group in groups for fix in group for edit in fix.edits]
    text = _text(file, groups)
    root = reader.read(text)
    if root is None or content(root) != intended(file.root, edits, typed=reader.typed):
        return False
    before, after = _comments(file), _comments(replace(file, text=text, root=root))
    return before <= after


def _comments(file: SourceFile) -> Counter[str]:
    return Counter(one.text for one in comments(file.text, file.root))
