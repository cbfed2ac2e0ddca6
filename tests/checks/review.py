"""What rules find in published plugins, against what is known of them and reviewed by hand: docs/checks-review.md.

python -m tests.checks.review            prints what has no verdict yet
python -m tests.checks.review --write    puts the sample and its verdicts into the document
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from difyspec.checks import check_layout, check_many, rules
from difyspec.diagnostics import Finding, Severity
from difyspec.layout import layout_of
from difyspec.source import open_folder

from tests.checks.known_defects import COUNTS, KNOWN

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
DOCUMENT = ROOT / "docs" / "checks-review.md"
VERDICTS = Path(__file__).with_name("review.yaml")
SEED, SIZE, EACH = 20, 100, 5
_WRITE = ": python -m tests.checks.review --write -->\n"
_SAMPLE, _KNOWN, _END = f"<!-- sample{_WRITE}", f"<!-- known{_WRITE}", "<!-- end -->\n"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person found out about a finding: whether it is right, and by what."""

    right: bool
    why: str


@cache
def findings() -> tuple[Finding, ...]:
    """Everything that is found in the corpus."""
    layouts = [layout_of(open_folder(path)) for path in sorted(CORPUS.iterdir()) if path.is_dir()]
    return (*(one for layout in layouts for one in check_layout(layout)), *check_many(layouts))


def sample() -> list[tuple[str, str]]:
    """Rule and finding (place and message), chosen blindly: warnings and errors, at most `EACH` of a rule."""
    found = findings()
    chosen = random.Random(SEED)
    by_code: dict[str, list[str]] = {}
    for one in found:
        if one.severity is not Severity.INFO:  # these are style, or for the author to decide
            by_code.setdefault(one.code, []).append(_shown(one))
    few = [(code, one) for code in sorted(by_code) for one in _few(by_code[code], chosen)]
    return sorted(chosen.sample(few, min(SIZE, len(few))))


def verdicts() -> dict[str, Verdict]:
    """The verdicts by code and finding; what is written once for a rule and a plugin holds for all its findings."""
    data = yaml.safe_load(VERDICTS.read_text("utf-8"))
    return {f"{code} {place}": Verdict(*one) for code, places in data.items() for place, one in places.items()}


def judged() -> Iterator[tuple[str, str, Verdict | None]]:
    """The sample with its verdicts. A verdict's key is the start of the finding, the longest one counts."""
    known = verdicts()
    for code, shown in sample():
        fitting = [key for key in known if f"{code} {shown}".startswith(key)]
        yield code, shown, known[max(fitting, key=len)] if fitting else None


def document() -> str:
    """The document with the sample as it is now."""
    rows = list(judged())
    lines = ["| rule | finding | | why |", "|---|---|---|---|"]
    for code, shown, verdict in rows:
        word = "?" if verdict is None else "right" if verdict.right else "**false**"
        why = "" if verdict is None else verdict.why
        lines.append(f"| [{code}](rules/{code}.md) | {shown.replace('|', chr(92) + '|')} | {word} | {why} |")
    false = sum(one is not None and not one.right for _, _, one in rows)
    text = _with(DOCUMENT.read_text("utf-8"), _KNOWN, "\n".join(_known()) + "\n")
    summary = f"{len(rows)} findings of {len({code for code, _, _ in rows})} rules: {false} false.\n\n"
    return _with(text, _SAMPLE, summary + "\n".join(lines) + "\n")


def _with(text: str, start: str, made: str) -> str:
    """The text with something else between a mark and the next end."""
    before, _, rest = text.partition(start)
    return before + start + made + _END + rest.partition(_END)[2]


def _known() -> Iterator[str]:
    """Rule by rule, what was known of the corpus before the rules were, and what they find."""
    entries = {rule.code: rule.entry for rule in rules()}
    yield from ("| rule | | known | of these found | found in all |", "|---|---|---|---|---|")
    for code in sorted(KNOWN):
        shown = [_shown(one) for one in findings() if one.code == code]
        known = [one if isinstance(one, tuple) else (one, "") for one in KNOWN[code]]
        hit = sum(any(one.startswith(start) and text in one for one in shown) for start, text in known)
        listed = COUNTS.get(code, len(known))
        told = hit if code not in COUNTS else min(listed, len(shown))
        yield f"| [{code}](rules/{code}.md) | {entries[code].title} | {listed} | {told} | {len(shown)} |"


def _few(all_of_one: list[str], chosen: random.Random) -> list[str]:
    return chosen.sample(sorted(all_of_one), min(EACH, len(all_of_one)))


def _shown(one: Finding) -> str:
    place = Path(one.span.file).relative_to(CORPUS).as_posix()
    return f"{place}:{one.span.line}: {one.message}"


def main() -> None:
    for code, shown, verdict in judged():
        if verdict is None:
            print(f"{code} {shown}")
    if "--write" in sys.argv:
        DOCUMENT.write_text(document(), "utf-8")


if __name__ == "__main__":
    main()
