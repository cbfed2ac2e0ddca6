"""Checking and fixing in turns, until nothing more can be fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from difyspec.diagnostics import Finding, Severity
from difyspec.edit.fixing.apply import apply_fixes
from difyspec.edit.fixing.reading import Reader
from difyspec.source import SourceFile

type Look = Callable[[Mapping[str, str]], list[Finding]]

MOST_ROUNDS = 25


@dataclass(slots=True)
class Fixed:
    """What came of it. `texts` are the new texts by file, `findings` what is left; `done` has the findings that were
    fixed, `refused` those whose fix could not be made, with the reason.
    """

    findings: list[Finding]
    texts: dict[str, str] = field(default_factory=dict)
    done: list[Finding] = field(default_factory=list)
    refused: dict[Finding, str] = field(default_factory=dict)


def fix_all(look: Look, read: Callable[[str], str | None], reader: Reader, *, unsafe: bool = False) -> Fixed:
    """Applies safe fixes, or all of them, in rounds.

    `look` finds what is wrong when some files have other texts, `read` gives the text of a file as it is on disk. A
    change that would bring an error that was not there is not made.
    """
    found = Fixed(look({}))
    for _ in range(MOST_ROUNDS):
        fixable = [one for one in found.findings if one.fix is not None and (one.fix.safe or unsafe)]
        open_ = [one for one in fixable if one not in found.refused]
        if not open_ or not _round(open_, found, look, read, reader):
            return found
    return found


@dataclass(slots=True)
class _Made:
    """The new text of one file, and the findings whose fix is in it."""

    text: str
    done: list[Finding]


def _round(open_: list[Finding], found: Fixed, look: Look, read: Callable[[str], str | None], reader: Reader) -> bool:
    """Makes one round; whether something changed."""
    made: dict[str, _Made] = {}
    for file in dict.fromkeys(one.fix.file for one in open_ if one.fix is not None):
        ours = [one for one in open_ if one.fix is not None and one.fix.file == file]
        text = found.texts.get(file, read(file))
        if text is None:
            found.refused |= dict.fromkeys(ours, "the file cannot be read")
            continue
        source = SourceFile(file, text, reader.read(text))
        applied = apply_fixes(source, [one.fix for one in ours if one.fix is not None], reader)
        reasons, done = dict(applied.refused), set(applied.done)
        found.refused |= {one: reasons[one.fix] for one in ours if one.fix is not None and one.fix in reasons}
        if applied.text != text:
            made[file] = _Made(applied.text, [one for one in ours if one.fix in done])
    if not made or _taken(made, found, look):
        return bool(made)
    taken = [_taken({file: one}, found, look) for file, one in made.items()]
    return any(taken)


def _taken(made: Mapping[str, _Made], found: Fixed, look: Look) -> bool:
    """Takes new texts over, unless they bring an error that was not there. Of a single file that is a refusal."""
    texts = found.texts | {file: one.text for file, one in made.items()}
    after = look(texts)
    worse = _errors(after) - _errors(found.findings)
    done = [finding for one in made.values() for finding in one.done]
    if worse and len(made) == 1:
        found.refused |= dict.fromkeys(done, f"it would bring new errors ({', '.join(sorted(worse))})")
    if worse:
        return False
    found.texts, found.findings = texts, after
    found.done += done
    return True


def _errors(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(one.code for one in findings if one.severity is Severity.ERROR)
