"""File names: the rule that fits a type best, and what it does not say."""

from __future__ import annotations

from collections.abc import Sequence

from difyspec.resolve.slugs import FileRule, file_names


def rule_for(ids: Sequence[str], files: Sequence[str]) -> FileRule:
    """The rule under which the fewest files need to be named; the usual one of equals."""
    return min(FileRule, key=lambda rule: sum(one is not None for one in exceptions(ids, files, rule)))


def exceptions(ids: Sequence[str], files: Sequence[str], rule: FileRule) -> list[str | None]:
    """The names that must be written, by place. `files` are without folders."""
    given: list[str | None] = [None] * len(ids)
    while True:
        derived = file_names(ids, given, rule)
        wrong = [place for place, name in enumerate(derived) if name != files[place]]
        if not wrong:
            return given
        for place in wrong:
            given[place] = files[place]
