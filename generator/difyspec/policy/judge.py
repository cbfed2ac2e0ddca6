"""From what was found to what counts: settings, suppressions and baselines applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from difyspec.checks.codes import compared
from difyspec.diagnostics import Finding, Severity, Span, blocking, finding, ordered
from difyspec.policy.baseline import Entry, gone, known
from difyspec.policy.checked import Checked, Judged, Suppressed
from difyspec.policy.context import Contexts
from difyspec.policy.directives import Suppressions, directives
from difyspec.policy.given import Given
from difyspec.policy.settings import Asked, Settings

_POLICY = ("D65", "D66", "D67")


@dataclass(slots=True)
class Judge:
    """Judges what a check found. `crossed`: plugins were compared with each other; `renewed`: no baseline counts."""

    asked: Asked
    given: Given
    crossed: bool = False
    renewed: bool = False
    judged: Judged = field(default_factory=Judged)
    _told: set[int] = field(default_factory=set)
    _pending: dict[Path, list[tuple[Checked, Settings, list[Finding]]]] = field(default_factory=dict)

    def all(self, checked: Iterable[Checked]) -> Judged:
        """The judgement over everything that was checked."""
        for one in checked:
            self._one(one)
        for path, found in self._pending.items():
            self._against(path, found)
        self.judged.findings = list(ordered(self.judged.findings))
        self.judged.known = list(ordered(self.judged.known))
        self.judged.suppressed.sort(key=lambda one: (one.finding.span, one.finding.code))
        return self.judged

    def _one(self, checked: Checked) -> None:
        settings = self.asked.over(self._settings(checked.folder))
        self.judged.texts |= checked.texts
        path_of = self.given.absolute
        counted = (one for one in self._unsuppressed(checked) if settings.counts(one, path_of(one.span.file)))
        left = [replace(one, severity=settings.severity(one)) for one in counted]
        if settings.baseline is not None and not any(one.code.startswith("D65") for one in self.judged.findings):
            self._pending.setdefault(settings.baseline, []).append((checked, settings, left))
        else:
            self._count(left, settings)

    def _count(self, findings: list[Finding], settings: Settings) -> None:
        self.judged.findings += findings
        self.judged.failed |= settings.fails(findings)

    def _settings(self, folder: Path) -> Settings:
        """The settings for a folder; what is wrong with them is told once."""
        read = self.given.settings[folder]
        if id(read) not in self._told:
            self._told.add(id(read))
            self.judged.texts |= read.texts
            self._count(list(read.findings), self.asked.over(Settings(read.settings.home)))
        return read.settings

    def _unsuppressed(self, checked: Checked) -> Iterator[Finding]:
        """What no comment suppresses, and what is wrong with those that there are."""
        comments: dict[str, Suppressions] = {}
        for file, text in checked.texts.items():
            found, said = directives(file, text)
            comments[file] = Suppressions(found)
            yield from said
        used: set[tuple[str, Span]] = set()
        for one in checked.findings:
            over = comments[one.span.file].over(one) if one.span.file in comments else []
            if not over:
                yield one
                continue
            places = {place for each in over for place in each.codes if place[0] == one.code}
            if one.severity is Severity.ERROR:
                yield one
                yield from (_against_error(place) for code, place in sorted(places - used))
            else:
                self.judged.suppressed.append(Suppressed(one, over[0].span, over[0].reason))
            used |= places
        if not blocking(checked.findings):  # else not everything was looked for
            yield from self._unused(comments, used)

    def _unused(self, comments: Mapping[str, Suppressions], used: set[tuple[str, Span]]) -> Iterator[Finding]:
        for one in (each for found in comments.values() for each in found.all):
            for code, place in one.codes:
                if (code, place) not in used and (self.crossed or code not in compared()):
                    yield finding("D662", place, f"there is no `{code}` here to suppress")

    def _against(self, path: Path, found: list[tuple[Checked, Settings, list[Finding]]]) -> None:
        """Findings held against the baseline at a path."""
        held = self.given.baselines[path]
        baseline = held.baseline
        self.judged.texts[held.shown] = held.text
        self._count(list(held.findings), self.asked.over(Settings(path.parent)))
        keyed = [(entry, one) for checked, _, left in found for entry, one in self._keyed(path, checked, left)]
        there = Counter(entry for entry, _ in keyed)
        kept = {entry: count for entry, count in baseline.counts.items() if not self._in_scope(entry, path, found)}
        self.judged.entries[path] = Counter(there) + Counter(kept)
        known_ones = [one for _, one in keyed] if self.renewed else known(baseline, keyed)
        self.judged.known += known_ones
        hidden = {id(one) for one in known_ones}
        for _, settings, left in found:
            self._count([one for one in left if id(one) not in hidden], settings)
        if not self.renewed:
            self._count(gone(baseline, Counter(there) + Counter(kept)), found[0][1])

    def _in_scope(self, entry: Entry, path: Path, found: list[tuple[Checked, Settings, list[Finding]]]) -> bool:
        """Whether this check would have found what an entry knows."""
        file = self.given.absolute(path.parent / entry.file)
        if entry.code in compared() and not self.crossed:
            return False
        over = [(one, its) for one, its, _ in found if file.is_relative_to(self.given.absolute(one.folder))]
        if not over:
            return file not in self.given.there
        # Where there are errors, not everything was looked for.
        return any(settings.looks_at(entry.code, file) and not blocking(one.findings) for one, settings in over)

    def _keyed(self, path: Path, checked: Checked, findings: list[Finding]) -> Iterator[tuple[Entry, Finding]]:
        """The findings a baseline can hold, with their entries. Errors, and what is said of all this, always count."""
        contexts = Contexts(checked.texts)
        for one in findings:
            if one.severity is not Severity.ERROR and not one.code.startswith(_POLICY):
                file = _seen_from(path.parent, self.given.absolute(one.span.file))
                yield Entry.of(file, one.code, contexts.of(one)), one


def _against_error(place: Span) -> Finding:
    return finding("D663", place, "this finding is an error, and errors always count")


def _seen_from(home: Path, path: Path) -> str:
    return path.relative_to(home, walk_up=True).as_posix() if path.anchor == home.anchor else path.as_posix()
