"""Whatever stands where: findings, never an exception."""

from __future__ import annotations

from difyspec.diagnostics import at
from difyspec.language import read
from difyspec.language.docs import sections
from difyspec.language.kinds.sections import keys
from difyspec.source import ListNode, MapNode, Node, ScalarNode, SourceFile, Style, read_text
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.mutations import places

HERE = at("provider.yaml", 1, 1, 1)
WORDS = sorted({name for section in sections().values() for name in keys(section)} | {"else", "then", "en_US", "zz_ZZ"})
ODD = [
    "",
    "$(",
    "$(cred.a",
    "$$(",
    "/(",
    "/a/",
    "-",
    "+",
    "cred.a ==",
    "((",
    "1e9",
    "-0",
    "null",
    "hooks.",
    "a b",
    "'",
    "\n",
    "\\",
    "é",
]

scalars = st.builds(
    lambda text, style: ScalarNode(text, style, HERE),
    st.one_of(st.sampled_from(WORDS), st.sampled_from(ODD), st.text(max_size=6)),
    st.sampled_from(Style),
)


def _map(pairs: list[tuple[ScalarNode, Node]]) -> MapNode:
    return MapNode(tuple({name.text: (name, value) for name, value in pairs}.values()), HERE)


nodes: st.SearchStrategy[Node] = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda items: ListNode(tuple(items), HERE)),
        st.lists(st.tuples(scalars, inner), max_size=4).map(_map),
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(nodes)
def test_any_tree(root: Node) -> None:
    read([SourceFile("provider.yaml", "", root)])


@settings(max_examples=100, deadline=None)
@given(st.deferred(lambda: st.sampled_from([one.text for one in places()])), st.data())
def test_any_value_anywhere_in_a_real_spec(text: str, data: st.DataObject) -> None:
    file, _ = read_text("provider.yaml", text)
    assert file.root is not None
    instead = data.draw(nodes)
    read([SourceFile(file.file, file.text, _replaced(file.root, instead, data))])


def _replaced(node: Node, instead: Node, data: st.DataObject) -> Node:
    """The tree with another node somewhere in it, reached by going down at random."""
    if isinstance(node, ScalarNode) or data.draw(st.integers(0, 5)) == 0:
        return instead
    if isinstance(node, ListNode):
        if not node.items:
            return instead
        index = data.draw(st.integers(0, len(node.items) - 1))
        changed = _replaced(node.items[index], instead, data)
        return ListNode((*node.items[:index], changed, *node.items[index + 1 :]), node.span)
    if not node.entries:
        return instead
    index = data.draw(st.integers(0, len(node.entries) - 1))
    name, value = node.entries[index]
    pairs = (*node.entries[:index], (name, _replaced(value, instead, data)), *node.entries[index + 1 :])
    return MapNode(pairs, node.span)
