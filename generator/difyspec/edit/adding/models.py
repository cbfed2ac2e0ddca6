"""A model more in the list of its type, wherever in a spec that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from difyspec.diagnostics import nearest
from difyspec.edit.adding.errors import AddError
from difyspec.edit.adding.lists import add_entry
from difyspec.edit.adding.model import NewModel, entry_text, id_of, ids
from difyspec.edit.adding.page import Change, Page, changed
from difyspec.edit.adding.pairs import add_pair
from difyspec.edit.adding.unchanged import check_unchanged
from difyspec.language.kinds.sections import keys
from difyspec.language.models.catalogue import Catalogue
from difyspec.language.models.document import Document
from difyspec.language.positions import MODEL_TYPES
from difyspec.source import ListNode, MapNode, Node, ScalarNode, SourceFile, read_text

_PREDEFINED = "predefined"


@dataclass(frozen=True, slots=True)
class Where:
    """Where in the list: behind a model, before one, at its start; at its end if nothing is said."""

    after: str | None = None
    before: str | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Addition:
    """The new text of one file, and the line of the new entry in it."""

    file: str
    text: str
    line: int


def add_model(files: Sequence[SourceFile], type_: str, model: NewModel, where: Where) -> Addition:
    """A spec's files with one model more; of the file that has the list, else of the one that is nearest to having it.

    Raises `AddError` where there is such a model already, where the one to put it beside is not there, and where the
    list is written in a way that a line cannot be added to.
    """
    roots = [(file, file.root) for file in files if isinstance(file.root, MapNode)]
    if not roots:
        raise AddError("there is no spec that a model could be added to")
    _check_new([root for _, root in roots], type_, model.id)
    path = ("models", type_, _PREDEFINED)
    file, root = max(roots, key=lambda one: _depth(one[1], path))  # the first of several
    page = Page(file)
    changes, index = _changes(page, root, type_, model, where)
    text = changed(file.text, changes)
    again, findings = read_text(file.file, text)
    if findings or again.root is None:
        raise AddError(f"the list in {file.file} is written in a way that a line cannot be added to")
    line = check_unchanged(root, again.root, path, index, model.id)
    return Addition(file.file, text, line)


def _check_new(roots: Sequence[MapNode], type_: str, id_: str) -> None:
    lists = (_at(root, ("models", type_, name)) for root in roots for name in (_PREDEFINED, "base"))
    items = (item for models in lists if isinstance(models, ListNode) for item in models.items)
    there = next((item for item in items if id_of(item) == id_), None)
    if there is not None:
        raise AddError(f"the {type_} model '{id_}' is there already, at {there.span.file}:{there.span.line}")


def _at(node: Node | None, path: Sequence[str]) -> Node | None:
    """The node at a path of keys."""
    for key in path:
        node = node.get(key) if isinstance(node, MapNode) else None
    return node


def _depth(root: MapNode, path: Sequence[str]) -> int:
    """How many of the keys of a path are there."""
    return next((length for length in range(len(path), 0, -1) if _at(root, path[:length]) is not None), 0)


def _changes(page: Page, root: MapNode, type_: str, model: NewModel, where: Where) -> tuple[list[Change], int]:
    """The changes, and the place in the list."""
    path = ("models", type_, _PREDEFINED)
    depth = _depth(root, path)
    key, value = _pair(root, path[:depth])
    if key is not None and _starts_before(value, key):
        raise AddError(f"{page.file.file}:{key.span.line} refers to a list elsewhere, which cannot be added to here")
    missing = path[depth:]
    if isinstance(value, ListNode) and value.items and not missing:
        index, before = _index(value, type_, where)
        return add_entry(page, value, index, model, before=before), index
    if where.after is not None or where.before is not None:
        raise AddError(f"there is no {type_} model '{where.after or where.before}' yet")
    block = [f"- {entry_text(model, (), None, page, 2)}"]
    flow = f"[{entry_text(model, (), None, page, None)}]"
    for name in reversed(missing[1:]):
        block, flow = [f"{name}:", *(f"  {one}" for one in block)], f"{{{name}: {flow}}}"
    if isinstance(value, MapNode) and missing:
        order = (tuple(keys(Document)), MODEL_TYPES, tuple(keys(Catalogue)))[depth]
        return add_pair(page, value, missing[0], order, block=block, flow=flow), 0
    parent = _at(root, path[: depth - 1])
    if isinstance(parent, MapNode) and parent.flow and isinstance(value, ListNode):
        return [Change(page.start(value) + 1, page.end(value) - 1, flow[1:-1])], 0
    return _fill(page, key, value, missing, block), 0


def _fill(page: Page, key: ScalarNode | None, value: Node, missing: Sequence[str], block: list[str]) -> list[Change]:
    """The changes that give a key its first content, where nothing or an empty list stands behind it."""
    empty = isinstance(value, ScalarNode) and value.blank
    brackets = isinstance(value, ListNode) and not missing
    if key is None or not (empty or brackets):
        raise AddError(f"{page.file.file} has no map at `models` that a model could be added to")
    lines = [f"{missing[0]}:", *(f"  {one}" for one in block)] if missing else block
    pad = " " * (key.span.column + 1)
    changes = [page.after(value.span.end_line, [pad + one for one in lines])]
    if brackets:
        start = page.start(value)
        while page.file.text[start - 1] == " ":
            start -= 1
        changes.append(Change(start, page.end(value), ""))
    return changes


def _pair(root: MapNode, path: Sequence[str]) -> tuple[ScalarNode | None, Node]:
    """The key and the value at a path that is there; the root has no key."""
    key: ScalarNode | None = None
    node: Node = root
    for name in path:
        if isinstance(node, MapNode):
            found = next(pair for pair in node.entries if pair[0].text == name)
            key, node = found
    return key, node


def _starts_before(value: Node, key: ScalarNode) -> bool:
    """Whether a value stands before its key: it is an alias."""
    return (value.span.line, value.span.column) < (key.span.line, key.span.column)


def _index(models: ListNode, type_: str, where: Where) -> tuple[int, bool]:
    """The place of the new model, and whether it belongs to the one behind it."""
    known = ids(models)
    if where.first:
        return 0, True
    name = where.after if where.after is not None else where.before
    if name is None:
        return len(models.items), False
    if name not in known:
        raise AddError(f"there is no {type_} model '{name}' to put it beside", nearest(name, known))
    place = next(index for index, item in enumerate(models.items) if id_of(item) == name)
    return (place + 1, False) if where.after is not None else (place, True)
