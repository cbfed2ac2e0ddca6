"""The comments of a YAML text: libyaml skips them, but what lies between its scalars can be nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from difyspec.source.nodes import ListNode, MapNode, Node, ScalarNode, Style

_BLOCKS = (Style.LITERAL, Style.FOLDED)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: where its ``#`` stands (from 1), what follows that, and whether it has the line for itself."""

    line: int
    column: int
    text: str
    alone: bool


def comments(text: str, root: Node | None) -> list[Comment]:
    """All comments of a text whose tree is known, in order. Without a tree there are only comments."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    suspects = {number for number, line in enumerate(lines, 1) if "#" in line}
    if not suspects:
        return []
    taken = _taken(root, suspects)
    found: list[Comment] = []
    for number in sorted(suspects):
        comment = _in_line(lines[number - 1], number, taken.get(number, []))
        found.extend([comment] if comment else [])
    return found


def _in_line(line: str, number: int, taken: list[tuple[int, int]]) -> Comment | None:
    """The comment of a line of which some stretches (columns from 1, the end exclusive) belong to scalars."""
    column = line.find("#") + 1
    stretches = sorted(taken, reverse=True)  # the next one last; they do not overlap
    while column:
        before = line[column - 2] if column > 1 else ""
        while stretches and stretches[-1][1] <= column:
            stretches.pop()
        inside = bool(stretches) and stretches[-1][0] <= column
        if not inside and before in ("", " ", "\t", "\ufeff"):
            return Comment(number, column, line[column:].rstrip(), not line[: column - 1].strip(" \t\ufeff"))
        column = line.find("#", column) + 1
    return None


def _taken(root: Node | None, suspects: set[int]) -> dict[int, list[tuple[int, int]]]:
    """The stretches of the lines asked for that belong to scalars."""
    found: dict[int, list[tuple[int, int]]] = {}
    for node in _scalars(root):
        span = node.span
        if span.line == span.end_line:
            if span.line in suspects:
                found.setdefault(span.line, []).append((span.column, span.end_column))
            continue
        for line in range(span.line, span.end_line + 1):
            if line in suspects:
                found.setdefault(line, []).append(_stretch(node, line))
    return found


def _stretch(node: ScalarNode, line: int) -> tuple[int, int]:
    """The stretch that a scalar of several lines takes of one of them."""
    span, rest = node.span, 1 << 30
    if line == span.line:
        return (span.column, span.column + 1 if node.style in _BLOCKS else rest)
    return (
        (1, span.end_column if line == span.end_line and node.style not in _BLOCKS else rest)
        if (line < span.end_line or span.end_column > 1)
        else (0, 0)
    )


def _scalars(root: Node | None) -> Iterator[ScalarNode]:
    pending = [root] if root is not None else []
    while pending:
        node = pending.pop()
        if isinstance(node, ScalarNode):
            yield node
        elif isinstance(node, ListNode):
            pending.extend(node.items)
        elif isinstance(node, MapNode):
            for name, value in node.entries:
                pending += (name, value)
