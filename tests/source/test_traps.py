"""YAML's traps: each mistake gets its own cause, at the place where it was made."""

from __future__ import annotations

import pytest
from difyspec.source import read_text


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: {b: ${x}}", "D012", 1, 8),
        ("a: [${x}]", "D012", 1, 5),
        ("b: [*mag*]", "D013", 1, 5),
        ("b: [*-search]", "D013", 1, 5),
        ("a: *", "D013", 1, 4),
        ("a: &", "D013", 1, 4),
        ("b: [a, b: c", "D014", 1, 4),
        ("b: [a,\n  b\nc: d\n", "D014", 1, 4),
        ("b: {a: 1\nc: d\n", "D014", 1, 4),
        ("g: [qwen3.[5-8]*]", "D014", 1, 15),
        ("g: [qwen3.[5-8]x]", "D014", 1, 11),
        ("a: [1, 2}", "D014", 1, 9),
        ("a: [a, b]]", "D014", 1, 10),
        ("a: }", "D014", 1, 4),
        ("a: [, b]", "D014", 1, 5),
        ('w: error.message has "a: b"', "D015", 1, 24),
        ('w: {when: error.message has "a: b"}', "D015", 1, 31),
        ("w: a: b", "D015", 1, 5),
        ("l: @cf", "D016", 1, 4),
        ("l: %x", "D016", 1, 4),
        ("l: `x`", "D016", 1, 4),
        ("%x", "D016", 1, 1),
        ("a:\n\tb: 1", "D011", 2, 1),
        ("a:\n  b: 1\n\tc: 2", "D011", 3, 1),
        ("a:\n  \tb: 1\n", "D011", 2, 3),
        ("l: 'It's'", "D017", 1, 8),
        ("l: 'abc\nb: c", "D017", 1, 4),
        ("a: 'x' y", "D017", 1, 8),
        (r'l: "\q"', "D019", 1, 5),
        ("models:\n  llm: {}\n tts: {}", "D018", 3, 2),
        ("a: b\n  c: d", "D018", 2, 3),
        ("a: b\n- c", "D018", 2, 1),
        ("m:\n  - a: 1\n   b: 2\n", "D018", 3, 4),
        ("a: - b", "D018", 1, 4),
        ("key without colon\nb: c\n", "D010", 1, 1),
        ("a: >\n x\ny", "D010", 3, 1),
        ("a: |x", "D010", 1, 5),
    ],
)
def test_cause_and_place(text: str, code: str, line: int, column: int) -> None:
    file, findings = read_text("x.yaml", text)
    assert [(one.code, one.span.line, one.span.column) for one in findings] == [(code, line, column)]
    assert code == "D013" or file.root is None


@pytest.mark.parametrize(
    "text",
    ["a: {b: x else y}", "a: $(x)", "l: 100%", "a: 'x: y'", "a: it's", "a: [http://h/x]", "a: b\n c\n", "a: x#y"],
)
def test_what_is_no_trap(text: str) -> None:
    assert read_text("x.yaml", text)[1] == []
