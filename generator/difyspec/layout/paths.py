"""Where each node of a tree stands: found once for all of them, since rules ask for many."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.diagnostics.fix import Path, Step
from difyspec.source import ListNode, MapNode, Node, ScalarNode


class Paths:
    """The paths of one tree."""

    def __init__(self, root: Node | None) -> None:
        self._above: dict[int, tuple[Node, Step]] = {}
        self._keys: dict[Span, tuple[MapNode, ScalarNode, Node]] = {}
        self._scalars: dict[int, list[ScalarNode]] = {}
        self._root = root
        pending = [root] if root is not None else []
        while pending:
            here = pending.pop()
            if isinstance(here, MapNode):
                for key, value in here.entries:
                    self._keys.setdefault(key.span, (here, key, value))
                    self._above[id(value)] = (here, key.text)
                    pending.append(value)
            elif isinstance(here, ListNode):
                for index, item in enumerate(here.items):
                    self._above[id(item)] = (here, index)
                    pending.append(item)
            else:
                self._scalars.setdefault(here.span.line, []).append(here)

    def scalar(self, span: Span) -> ScalarNode | None:
        """The scalar on one line that a place lies within; no key."""
        for one in self._scalars.get(span.line, ()):
            inside = one.span.column <= span.column and span.end_column <= one.span.end_column
            if inside and one.span.end_line == span.line == span.end_line:
                return one
        return None

    def to(self, node: Node) -> Path | None:
        """The path to a node; None where it is not of this tree."""
        steps: list[Step] = []
        while node is not self._root:
            above = self._above.get(id(node))
            if above is None:
                return None
            node = above[0]
            steps.append(above[1])
        return tuple(reversed(steps))

    def key(self, span: Span) -> tuple[Path, Node] | None:
        """The path whose last step is the key that is written at a place, and its value; None without such a key."""
        found = self._keys.get(span)
        path = self.to(found[0]) if found is not None else None
        return ((*path, found[1].text), found[2]) if found is not None and path is not None else None
