"""The tree: texts exactly, places of everything, and what is refused."""

from __future__ import annotations

import pytest
from difyspec.diagnostics import Finding
from difyspec.source import ListNode, MapNode, Node, ScalarNode, Style, read_text


def root(text: str) -> Node:
    file, findings = read_text("x.yaml", text)
    assert findings == []
    assert file.root is not None
    return file.root


def only(text: str) -> Finding:
    _, findings = read_text("x.yaml", text)
    assert len(findings) == 1, findings
    return findings[0]


def value(text: str) -> ScalarNode:
    node = root(f"key: {text}")
    assert isinstance(node, MapNode)
    found = node.get("key")
    assert isinstance(found, ScalarNode)
    return found


@pytest.mark.parametrize(
    ("written", "text", "style"),
    [
        ("Yes", "Yes", Style.PLAIN),
        ("1.0", "1.0", Style.PLAIN),
        ("007", "007", Style.PLAIN),
        ("2024-02-01", "2024-02-01", Style.PLAIN),
        ("'it''s'", "it's", Style.SINGLE),
        (r"'\n'", "\\n", Style.SINGLE),
        (r'"\n"', "\n", Style.DOUBLE),
        ("|\n  a\n  b", "a\nb", Style.LITERAL),
        (">\n  a\n  b", "a b", Style.FOLDED),
        ("", "", Style.PLAIN),
        ("中文 😀", "中文 😀", Style.PLAIN),
    ],
)
def test_scalars_keep_their_text(written: str, text: str, style: Style) -> None:
    node = value(written)
    assert (node.text, node.style) == (text, style)


def test_places_count_characters() -> None:
    node = root("标签: {😀: '中', b: [x, y]}\n")
    assert isinstance(node, MapNode)
    inner = node.get("标签")
    assert isinstance(inner, MapNode)
    key, text = inner.entries[0]
    assert (key.span.column, key.span.end_column) == (6, 7)
    assert (text.span.column, text.span.end_column) == (9, 12)
    items = inner.get("b")
    assert isinstance(items, ListNode)
    assert (items.span.column, items.span.end_column, items.flow) == (17, 23, True)


def test_block_collections_end_where_their_last_value_does() -> None:
    node = root("a:\n  - b: 1\n    c: |\n      text\n\n\n# end\nd: 2\n")
    assert isinstance(node, MapNode)
    items = node.get("a")
    assert isinstance(items, ListNode)
    assert (items.span.line, items.span.end_line, items.span.end_column) == (2, 4, 11)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(newline: str) -> None:
    node = root(f"a: 1{newline}b: 2{newline}")
    assert isinstance(node, MapNode)
    second = node.key("b")
    assert second is not None
    assert (second.span.line, second.span.column) == (2, 1)


def test_unusual_line_separators_do_not_shift_lines() -> None:
    node = root("a: 'x\u2028y'\nb: 2\n")
    assert isinstance(node, MapNode)
    second = node.key("b")
    assert second is not None
    assert second.span.line == 2


def test_aliases_stand_for_their_anchor() -> None:
    node = root("a: &x [1, 2]\nb: *x\n")
    assert isinstance(node, MapNode)
    assert node.get("a") == node.get("b")


def test_duplicate_keys_show_both_places() -> None:
    found = only("a:\n  b: 1\n  'b': 2\n")
    assert (found.code, str(found.span), str(found.related[0].span)) == ("D020", "x.yaml:3:3", "x.yaml:2:3")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "D004"),
        ("# nothing\n", "D004"),
        ("---\n", "D004"),
        ("a: 1\n---\nb: 2\n", "D024"),
        ("a: !!str 5", "D023"),
        ("a: !own {b: c}", "D023"),
        ("{[a]: b}", "D021"),
        ("a: &x {b: 1}\nc: {<<: *x}", "D022"),
        ("a: *nope", "D013"),
        ("a: &x [*x]", "D026"),
        ("[" * 10_000, "D025"),
        ("{a: " * 10_000, "D025"),
        ("\n".join("  " * depth + "a:" for depth in range(3000)), "D025"),
        ("- " * 10_000, "D025"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    assert only(text).code == code


def test_a_key_that_is_called_merge_in_quotes_is_a_key() -> None:
    assert isinstance(root("'<<': 1"), MapNode)


def test_aliases_that_multiply_are_stopped() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    assert only("\n".join(lines)).code == "D026"


def test_aliases_that_nest_are_stopped() -> None:
    deep = "[" * 60 + "x" + "]" * 60
    assert only(f"a: &a {deep}\nb: [{'[' * 50}*a{']' * 50}]").code == "D026"
