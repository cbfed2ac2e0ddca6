"""What users and programs see of findings."""

from __future__ import annotations

import json

import pytest
from difyspec.checks import rules
from difyspec.diagnostics import Finding, Severity, Span, at, finding
from difyspec.report import FORMATS, render, summary
from difyspec.report.cells import width
from difyspec.report.excerpt import excerpt

TEXT = "标签: {a: 'x', 名字: zz}\n\tb: 中文\nc: 2\n"


def caret_column(line: str, span: Span) -> tuple[int, int]:
    """Where the carets start and how many there are, in cells."""
    shown = excerpt(line, span)
    assert shown is not None
    return width(shown.indent), len(shown.carets)


@pytest.mark.parametrize(
    ("line", "column", "length", "expected"),
    [
        ("abc: def", 6, 3, (5, 3)),
        ("标签: def", 5, 3, (6, 3)),
        ("标签: 中文", 5, 2, (6, 4)),
        ("e\u0301: x", 5, 1, (3, 1)),
        ("\tb: x", 5, 1, (4, 1)),
        ("abc", 4, 0, (3, 1)),
        ("😀: x", 4, 1, (4, 1)),
    ],
)
def test_carets_stand_below_the_span(line: str, column: int, length: int, expected: tuple[int, int]) -> None:
    assert caret_column(line, at("f", 1, column, length)) == expected


def test_tabs_are_repeated_below_themselves() -> None:
    shown = excerpt(TEXT, at("f", 2, 5, 2))
    assert shown is not None
    assert shown.indent == "\t   "
    assert shown.carets == "^^^^"


def test_long_lines_are_cut_around_the_span() -> None:
    shown = excerpt("x" * 300 + "HERE" + "y" * 300, at("f", 1, 301, 4))
    assert shown is not None
    assert len(shown.line) <= 122
    assert shown.line[len(shown.indent) :].startswith("HERE")
    assert shown.line[0] == shown.line[-1] == "…"


def test_a_span_of_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    shown = excerpt("ab: [\n  c\n]\n", Span("f", 1, 5, 3, 2))
    assert shown is not None
    assert shown.carets == "^"


def test_there_is_no_excerpt_of_what_is_not_there() -> None:
    assert excerpt("a\n\n", at("f", 2)) is None
    assert excerpt("a", at("f", 9)) is None


def some() -> list[Finding]:
    second = finding("D020", at("b.yaml", 3, 1, 1), "the key `c` is given twice", related=[(at("b.yaml", 1), "first")])
    first = finding("D012", at("a.yaml", 1, 2, 1), "100% wrong,\nreally: yes", "Fix it.", suggestion="$(x)")
    return [second, first, second]


def test_plain() -> None:
    text = render(some(), {"b.yaml": TEXT})
    assert text == (
        "a.yaml:1:2: error D012: 100% wrong,\\nreally: yes\n"
        "  did you mean: $(x)\n"
        "  help: Fix it.\n"
        "\n"
        "b.yaml:3:1: error D020: the key `c` is given twice\n"
        "    3 | c: 2\n"
        "      | ^\n"
        "  b.yaml:1:1: first\n"
        "    1 | 标签: {a: 'x', 名字: zz}\n"
        "      | ^\n"
        "  help: Keep one of the two.\n"
        "\n"
        "2 errors in 2 files\n"
    )


def test_colors_come_only_when_asked_for() -> None:
    assert "\x1b" not in render(some(), {"b.yaml": TEXT})
    assert "\x1b[31m" in render(some(), {"b.yaml": TEXT}, color=True)


def test_text_of_specs_cannot_steer_the_terminal() -> None:
    bad = finding("D010", at("a.yaml", 1, 1, 3), "a\x1b[2Jb")
    assert "\x1b" not in render([bad], {"a.yaml": "x\x1b[31my\n"})


def test_json_has_all_that_programs_need() -> None:
    first, second = json.loads(render(some(), {}, "json"))
    assert first == {
        "code": "D012",
        "severity": "error",
        "message": "100% wrong,\nreally: yes",
        "help": "Fix it.",
        "file": "a.yaml",
        "line": 1,
        "column": 2,
        "end_line": 1,
        "end_column": 3,
        "suggestion": "$(x)",
        "fix": None,
        "related": [],
    }
    assert second["related"][0]["file"] == "b.yaml"


def test_github_commands_are_escaped() -> None:
    strange = finding("D010", at("a,b:c%.yaml", 1, 2, 3), "100% wrong\nreally: yes", "Fix, it.")
    text = render([strange], {}, "github")
    assert text == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2,endColumn=4,title=D010 Not YAML::"
        "100%25 wrong%0Areally: yes%0AFix, it.\n"
    )


def test_github_commands_name_rules_too() -> None:
    said = Finding("D847", Severity.WARNING, "wrong", "Fix it.", at("a.yaml", 1, 2, 3))
    [rule] = (one for one in rules() if one.code == "D847")
    assert f"title=D847 {rule.entry.title}".replace(",", "%2C").replace(":", "%3A") in render([said], {}, "github")


@pytest.mark.parametrize(("form", "expected"), [("text", ""), ("json", "[]\n"), ("github", "")])
def test_nothing_found(form: str, expected: str) -> None:
    assert render([], {}, form) == expected


def test_summary() -> None:
    assert summary([]) == "no findings"
    assert summary(some()[:1]) == "1 error in 1 file"
    assert set(FORMATS) >= {"text", "json", "github"}
