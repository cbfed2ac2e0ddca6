"""A spec as it is written → a tree to be written, with every comment at the entry it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from difyspec.diagnostics import Span
from difyspec.edit.tree import Document, Entry, Many, Tree, Word
from difyspec.emit.yaml.ambiguity import is_ambiguous
from difyspec.source import ListNode, MapNode, Node, ScalarNode, SourceFile, Style
from difyspec.source.comments import Comment, comments

_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class _Placed:
    """An entry, where it begins and ends, and the entries it stands in, the outermost first.

    `column` is that of the dash for an item of a block.
    """

    entry: Entry
    span: Span
    column: int
    above: tuple[_Placed, ...]


def document(file: SourceFile) -> Document:
    """The tree of a file whose root is a map; `ValueError` for any other."""
    if not isinstance(file.root, MapNode):
        raise ValueError(f"{file.file} holds no map")
    placed: list[_Placed] = []
    root = _many(file.root, (), placed)
    made = Document(root)
    lines = _BREAK.split(file.text)
    _gaps(placed, lines)
    _attach(comments(file.text, file.root), placed, made, lines)
    return made


def _tree(node: Node, above: tuple[_Placed, ...], placed: list[_Placed]) -> Tree:
    return _word(node) if isinstance(node, ScalarNode) else _many(node, above, placed)


def _many(node: ListNode | MapNode, above: tuple[_Placed, ...], placed: list[_Placed]) -> Many:
    made = Many(isinstance(node, MapNode), [])
    pairs: list[tuple[ScalarNode | None, Node]]
    pairs = list(node.entries) if isinstance(node, MapNode) else [(None, item) for item in node.items]
    for key, value in pairs:
        entry = Entry(None if key is None else _word(key), Word(""))
        span = value.span if key is None else key.span.until(value.span)
        dash = 2 if key is None and not node.flow else 0
        here = _Placed(entry, span, span.column - dash, above)
        placed.append(here)
        entry.value = _tree(value, (*above, here), placed)
        made.entries.append(entry)
    return made


def _word(node: ScalarNode) -> Word:
    plain = node.style is Style.PLAIN and (is_ambiguous(node.text) or node.text[:1] in ("+", "-"))
    return Word(node.text, plain, literal=node.style in (Style.LITERAL, Style.FOLDED))


def _gaps(placed: list[_Placed], lines: list[str]) -> None:
    """Notes which entries have an empty line before them, or before the comments above them."""
    for one in placed:
        line = one.span.line - 1
        while line > 0 and lines[line - 1].lstrip().startswith("#"):
            line -= 1
        one.entry.gap = line > 0 and one is not placed[0] and not lines[line - 1].strip()


def _attach(found: list[Comment], placed: list[_Placed], made: Document, lines: list[str]) -> None:
    placed.sort(key=lambda one: (one.span.line, one.span.column, len(one.above)))
    starts = [one.span.line for one in placed]
    for comment in found:
        after = bisect_right(starts, comment.line)
        if not comment.alone:
            _beside(comment, placed, after)
        elif after == 0:
            _first(comment, placed, made, lines)
        else:
            following = placed[after] if after < len(placed) else None
            _alone(comment, placed[after - 1], following, made, closes=_closes(comment, lines))


def _beside(comment: Comment, placed: list[_Placed], after: int) -> None:
    """A comment behind something belongs to the last whole entry on its line, else to the outermost that starts there.

    A line on which nothing starts is the end of something that started above.
    """
    here = [one for one in placed[:after] if one.span.line == comment.line]
    whole = [one for one in here if one.span.end_line == comment.line]
    outer = [one for one in whole if not any(other in whole for other in one.above)]
    target = outer[-1] if outer else here[0] if here else placed[after - 1]
    if here and target.entry.beside is None:
        target.entry.beside = comment.text
        return
    while target.above and target.above[-1].span.end_line == comment.line:
        target = target.above[-1]
    target.entry.above.append(comment.text)


def _first(comment: Comment, placed: list[_Placed], made: Document, lines: list[str]) -> None:
    """A comment before the first entry belongs to the file if an empty line stands between the two."""
    first = placed[0]
    between = lines[comment.line : first.span.line - 1]
    target = made.header if any(not line.strip() for line in between) else first.entry.above
    target.append(comment.text)


def _closes(comment: Comment, lines: list[str]) -> bool:
    """Whether a comment follows something directly and an empty line follows the comment."""
    first = last = comment.line - 1
    while lines[first - 1].lstrip().startswith("#"):
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].lstrip().startswith("#"):
        last += 1
    return bool(lines[first - 1].strip()) and last + 1 < len(lines) and not lines[last + 1].strip()


def _alone(comment: Comment, before: _Placed, following: _Placed | None, made: Document, *, closes: bool) -> None:
    """A comment on a line of its own belongs to what follows, unless that stands further to the left.

    `closes`: it rather belongs to what stands before, if that has the same indentation.
    """
    chain = [*before.above, before]
    fitting = [one for one in chain if one.column <= comment.column] or chain[:1]
    closed = next((one for one in chain if one.column == comment.column), None) if closes else None
    if following is None and len(fitting) == 1:
        made.footer.append(comment.text)
    elif closed is not None:
        closed.entry.below.append(comment.text)
    elif following is not None and (comment.column <= following.column or before in following.above):
        _leading(following, before).entry.above.append(comment.text)
    else:
        fitting[-1].entry.below.append(comment.text)


def _leading(following: _Placed, before: _Placed) -> _Placed:
    """The outermost entry that begins where the following one does."""
    outer = [one for one in following.above if one.span.line == following.span.line and one not in before.above]
    return outer[0] if outer and outer[0] is not before else following
