"""What is printed is the tree, and black has nothing to add."""

from __future__ import annotations

import ast

import black
import pytest
from black.mode import TargetVersion
from difyspec.emit.python.printer import WIDTH, block, flat
from difyspec.emit.python.strings import prose, width, written
from hypothesis import given, settings
from hypothesis import strategies as st

MODE = black.Mode(line_length=WIDTH, target_versions={TargetVersion.PY312})
HOSTILE = [
    "",
    '"""',
    "'''",
    "it's",
    'say "no"',
    "back\\slash",
    "a\nb\r\tc\0",
    "{{ x }}{% y %}",
    "$(cred.x)",
    "汉字🎉",
    "\u2028\u202e",
    "\\",
    "\\N{BULLET}",
    "x" * 200,
    "#\n\n\n",
]

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\"'\\{}\n"), max_size=40)
NAMES = st.sampled_from(
    ["call.cred.api_key", "call.discovered.context_length", "first", "facts", "call.model.wire_name"]
)
ATOMS: st.SearchStrategy[ast.expr] = (
    TEXTS.map(ast.Constant)
    | st.integers(-9, 99999).map(ast.Constant)
    | st.floats(-2, 2).map(ast.Constant)
    | st.sampled_from([True, False, None]).map(ast.Constant)
    | NAMES.map(lambda name: ast.parse(name, mode="eval").body)
)


@st.composite
def nested(draw: st.DrawFn, inner: st.SearchStrategy[ast.expr]) -> ast.expr:
    items = draw(st.lists(inner, max_size=5))
    match draw(st.sampled_from(["list", "tuple", "dict", "call"])):
        case "list":
            return ast.List(items)
        case "tuple":
            return ast.Tuple(items)
        case "dict":
            keys = draw(st.lists(TEXTS, min_size=len(items), max_size=len(items)))
            return ast.Dict([ast.Constant(key) for key in keys], items)
        case _:
            words = draw(st.lists(st.sampled_from(["min", "max", "when"]), max_size=3, unique=True))
            named = [ast.keyword(word, draw(inner)) for word in words]
            return ast.Call(ast.Name(draw(st.sampled_from(["first", "call.set"]))), items, named)


TREES = st.recursive(ATOMS, nested, max_leaves=25)


def same(left: ast.expr, right: str) -> bool:
    return ast.dump(ast.parse(ast.unparse(left), mode="eval")) == ast.dump(ast.parse(right, mode="eval"))


@settings(max_examples=300, deadline=None)
@given(TREES)
def test_the_text_is_the_tree(tree: ast.expr) -> None:
    assert same(tree, flat(tree))
    printed = block([ast.Return(tree)], 8)
    assert same(tree, "(" + printed.strip().removeprefix("return ") + ")")


@settings(max_examples=150, deadline=None)
@given(TREES, st.sampled_from(["return", "assign", "call"]))
def test_black_changes_nothing(tree: ast.expr, kind: str) -> None:
    statement: ast.stmt = ast.Return(tree)
    if kind == "assign":
        statement = ast.Assign([ast.Name("x")], tree)
    elif kind == "call":
        statement = ast.Expr(ast.Call(ast.Name("f"), [tree], []))
    printed = block([statement], 8)
    if any(width(line) > WIDTH for line in printed.splitlines()):
        return  # such a file goes through black itself
    source = f"class A:\n    def f(self):\n{printed}\n"
    assert black.format_str(source, mode=MODE) == source


@pytest.mark.parametrize("text", HOSTILE)
def test_a_constant_is_the_text(text: str) -> None:
    assert ast.literal_eval(written(text)) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_prose_cannot_leave_its_docstring(text: str) -> None:
    source = f'"""The models of {prose(text, "acme")}."""\n'
    module = ast.parse(source)
    assert len(module.body) == 1
    assert ast.get_docstring(module, clean=False) == source[3:-4]
    assert black.format_str(source, mode=MODE) == source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a and (b or c)", "a and (b or c)"),
        ("a and b or c", "(a and b) or c"),
        ("not (a and b)", "not (a and b)"),
        ("not (a == b)", "not a == b"),
        ("(a if b else c) if d else e", "(a if b else c) if d else e"),
        ("a if b else (c if d else e)", "a if b else c if d else e"),
        ("(a, )", "(a,)"),
        ("()", "()"),
        ("{'a': 1, **b}", '{"a": 1, **b}'),
        ("f(*x, a=1, **b)", "f(*x, a=1, **b)"),
        ("lambda error: error.code == 1", "lambda error: error.code == 1"),
        ("lambda: 1", None),
        ("await x", None),
        ("a[b, c]", "a[b, c]"),
        ("Call[A][B]", "Call[A][B]"),
    ],
)
def test_what_is_covered(source: str, expected: str | None) -> None:
    tree = ast.parse(source, mode="eval").body
    if expected is None:
        with pytest.raises(TypeError, match="no way to print"):
            flat(tree)
    else:
        assert flat(tree) == expected


def test_a_negative_number_keeps_to_itself() -> None:
    assert flat(ast.Attribute(ast.Constant(-1), "real")) == "(-1).real"
    assert flat(ast.Compare(ast.Name("x"), [ast.GtE()], [ast.Constant(-1)])) == "x >= -1"


def test_statements() -> None:
    source = "if a:\n    return 1\nelif b:\n    x = 2\nelse:\n    f(x)\nreturn"
    assert block(ast.parse(f"def f():\n    {source.replace(chr(10), chr(10) + '    ')}").body[0].body) == source  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="While"):
        block(ast.parse("while x:\n    f()").body)
