"""Each rule on its own examples: it finds what is marked in the bad one, and nothing in the good one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from difyspec.checks import Rule, View, check_layout, check_many, rules
from difyspec.diagnostics import Finding, Severity
from difyspec.layout import layout_of
from difyspec.source import in_memory

from tests.checks.archive import BASE, OTHERS, Archive, load

HERE = Path(__file__).parent
RULES = {rule.code: rule for rule in rules()}


def found(rule: Rule, archive: Archive) -> list[Finding]:
    plugins = archive.plugins(BASE)
    layouts = [layout_of(in_memory(name, files)) for name, files in zip((".", *OTHERS), plugins, strict=False)]
    findings = check_many(layouts) if rule.view is View.MANY else check_layout(layouts[0], [rule])
    return [one for one in findings if one.code == rule.code]


def test_the_base_is_sound() -> None:
    assert check_layout(layout_of(in_memory(".", BASE.files))) == []


def test_every_rule_has_examples_and_every_example_a_rule() -> None:
    folders = {path.name for path in HERE.iterdir() if re.fullmatch(r"D\d{3}", path.name)}
    assert folders == set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_bad(code: str) -> None:
    archive = load(HERE / code / "bad")
    findings = found(RULES[code], archive)
    assert {(one.span.file, one.span.line) for one in findings} == archive.expected
    for one in findings:
        assert one.message[0].islower() or not one.message[0].isalpha(), one.message
        assert not one.message.endswith("."), one.message
        assert one.help.endswith((".", ":", "'")) or "`" in one.help, one.help


@pytest.mark.parametrize("code", RULES)
def test_good(code: str) -> None:
    assert found(RULES[code], load(HERE / code / "good")) == []


@pytest.mark.parametrize("code", RULES)
def test_the_examples_on_the_page_are_those_of_the_tests(code: str) -> None:
    entry = RULES[code].entry
    for example, name in ((entry.bad, "bad"), (entry.good, "good")):
        archive = load(HERE / code / name)
        lines = {line.strip() for data in archive.plugins(BASE)[0].values() for line in data.decode().splitlines()}
        for line in filter(None, (one.split("  #")[0].strip() for one in example.splitlines())):
            assert line.startswith(("#", "...")) or line in lines or any(line in one for one in lines), line


@pytest.mark.parametrize("code", RULES)
def test_pages_are_complete(code: str) -> None:
    rule = RULES[code]
    entry = rule.entry
    assert entry.title
    assert not entry.title.endswith(".")
    assert entry.why.endswith(".")
    assert entry.fix.endswith(".")
    assert entry.means == "" or entry.means.endswith((".", ":")), entry.means
    assert (entry.bad == "") == (entry.good == "")
    assert rule.severity is not Severity.ERROR or code < "D813", "only what a loader refuses is an error"
