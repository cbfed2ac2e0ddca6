"""What the fixes of each rule make of its bad examples, to the byte.

Each ``bad`` or ``bad-…`` in the folder of a rule that has fixes has a ``fixed`` or ``fixed-…`` beside it: how many
fixes of which kind there are, and the files that they change. ``DIFYSPEC_RECORD=1 pytest tests/checks/test_fixes.py``
writes them anew; read what changed before you keep it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from difyspec.checks import Rule, check_layout, rules
from difyspec.diagnostics import Finding
from difyspec.diagnostics.fix import Safety
from difyspec.edit.fixing import PLUGIN, Fixed, fix_all
from difyspec.layout import layout_of
from difyspec.source import in_memory

from tests.checks.archive import BASE, load

HERE = Path(__file__).parent
RECORD = os.environ.get("DIFYSPEC_RECORD") == "1"
FIXING = {rule.code: rule for rule in rules() if rule.fixes}
CASES = sorted(
    (code, bad.name.removeprefix("bad")) for code in FIXING for bad in (HERE / code).glob("bad*") if bad.is_file()
)


def fixed(files: Mapping[str, bytes], rule: Rule) -> Fixed:
    """A plugin with all fixes of one rule made."""
    folder = in_memory(".", files)

    def look(edited: Mapping[str, str]) -> list[Finding]:
        layout = layout_of(folder.edited(edited))
        return [one for one in check_layout(layout, [rule]) if one.code == rule.code]

    return fix_all(look, folder.text, PLUGIN, unsafe=True)


def counted(one: Fixed) -> str:
    """``1 safe, 2 unsafe``."""
    counts = Counter(finding.fix.safety for finding in one.done if finding.fix is not None)
    return ", ".join(f"{counts[safety]} {safety}" for safety in Safety if counts[safety]) or "by hand"


def recorded(one: Fixed) -> str:
    """The archive of the files that were changed."""
    sections = [f"-- {name} --\n{text}" for name, text in sorted(one.texts.items())]
    return "\n".join([counted(one), *sections]) if sections else f"{counted(one)}\n"


@pytest.mark.parametrize(("code", "suffix"), CASES)
def test_fixed(code: str, suffix: str) -> None:
    rule = FIXING[code]
    made = fixed(load(HERE / code / f"bad{suffix}").plugins(BASE)[0], rule)
    assert made.refused == {}
    expected = HERE / code / f"fixed{suffix}"
    if RECORD:
        expected.write_text(recorded(made), "utf-8")
    assert recorded(made) == expected.read_text("utf-8")
    left = [one for one in made.findings if one.fix is not None]
    assert left == []


@pytest.mark.parametrize("code", FIXING)
def test_each_kind_of_fix_that_a_rule_declares_is_shown(code: str) -> None:
    shown = {
        finding.fix.safety
        for path in (HERE / code).glob("bad*")
        for finding in fixed(load(path).plugins(BASE)[0], FIXING[code]).done
        if finding.fix is not None
    }
    assert shown == set(FIXING[code].fixes)


@pytest.mark.parametrize("rule", [rule for rule in rules() if not rule.fixes], ids=lambda rule: rule.code)
def test_what_is_declared_to_be_made_by_hand_has_no_fix(rule: Rule) -> None:
    files = load(HERE / rule.code / "bad").plugins(BASE)[0]
    found = check_layout(layout_of(in_memory(".", files)), [rule])
    assert [one.fix for one in found if one.code == rule.code and one.fix is not None] == []
    assert list((HERE / rule.code).glob("fixed*")) == []
