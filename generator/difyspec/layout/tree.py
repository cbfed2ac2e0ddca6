"""Looking things up in the trees of a plugin's files without minding what shape they have."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import normpath

from difyspec.diagnostics import Span
from difyspec.source import ListNode, MapNode, Node, ScalarNode

type Step = str | int
type Path = tuple[Step, ...]


def down(node: Node | None, *path: Step) -> Node | None:
    """What lies at a path of keys and indexes; None where there is nothing of the kind."""
    for step in path:
        if isinstance(node, MapNode) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, ListNode) and isinstance(step, int) and -1 < step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def nearest(node: Node, path: Path) -> Node:
    """What lies at a path, or at as much of its beginning as there is."""
    for step in path:
        below = down(node, step)
        if below is None or (isinstance(below, ScalarNode) and below.blank):
            return node
        node = below
    return node


def text_at(node: Node | None, *path: Step) -> str | None:
    """The text at a path, if what stands there is one."""
    found = down(node, *path)
    return found.text if isinstance(found, ScalarNode) and found.tag == "str" else None


def is_null(node: Node | None) -> bool:
    """Whether a null stands there (or nothing at all)."""
    return node is None or (isinstance(node, ScalarNode) and node.tag == "null")


def items_at(node: Node | None, *path: Step) -> tuple[Node, ...]:
    """The items of the list at a path; empty where there is none."""
    found = down(node, *path)
    return found.items if isinstance(found, ListNode) else ()


def entries_at(node: Node | None, *path: Step) -> tuple[tuple[ScalarNode, Node], ...]:
    """The pairs of the map at a path; empty where there is none."""
    found = down(node, *path)
    return found.entries if isinstance(found, MapNode) else ()


def files_at(node: Node | None, *path: Step) -> Iterator[tuple[str, ScalarNode]]:
    """The paths of files in the list at a path, in their shortest spelling (``./a//b`` is ``a/b``)."""
    for text, item in texts_at(node, *path):
        yield normpath(text), item


def texts_at(node: Node | None, *path: Step) -> Iterator[tuple[str, ScalarNode]]:
    """The texts in the list at a path, each with its node."""
    for item in items_at(node, *path):
        if isinstance(item, ScalarNode) and item.tag == "str":
            yield item.text, item


def path_at(node: Node, span: Span) -> Path:
    """The path to what stands at the start of a span, keys included: of a map the last key that starts before it."""
    path: Path = ()
    while True:
        step = _step(node, (span.line, span.column))
        if step is None:
            return path
        path, node = (*path, step[0]), step[1]


def _step(node: Node, place: tuple[int, int]) -> tuple[Step, Node] | None:
    before: list[tuple[tuple[int, int], Step, Node]] = []
    if isinstance(node, MapNode):
        before = [(_start(key), key.text, value) for key, value in node.entries if _start(key) <= place]
    elif isinstance(node, ListNode):
        before = [(_start(item), number, item) for number, item in enumerate(node.items) if _start(item) <= place]
    if not before:
        return None
    _, step, below = max(before, key=lambda one: one[0])
    return step, below


def _start(node: Node) -> tuple[int, int]:
    return node.span.line, node.span.column
