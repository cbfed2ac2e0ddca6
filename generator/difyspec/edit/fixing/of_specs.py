"""Fixes of declarations brought to the spec that they come from.

A rule says what would have to change in the declarations. What is to be written in the spec for that is only guessed,
from the place where the value comes from, and then tried: the spec with the change must come to exactly the
declarations that the rules ask for, of all models that share the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from difyspec.checks.spec import Remark
from difyspec.diagnostics import Finding, Span
from difyspec.diagnostics.fix import AddKey, Edit, Fix, InsertItems, Path, RemoveKey, SetValue, Value
from difyspec.edit.fixing.apply import apply_fixes
from difyspec.edit.fixing.reading import PLUGIN, SPEC, content
from difyspec.layout.tree import down, items_at, path_at
from difyspec.source import ListNode, MapNode, ScalarNode, SourceFile

type Declare = Callable[[Mapping[str, str]], Mapping[str, bytes] | None]

MOST = 40
"""How many changes of one spec are tried: each means to compile it."""


def with_tried_fixes(
    files: Sequence[SourceFile], remarks: Iterable[Remark], declared: Mapping[str, bytes], declare: Declare
) -> list[Finding]:
    """The findings, those with a fix that is right for the spec with it.

    `declared` are the declarations as they are, `declare` gives those that a spec with other texts comes to.
    """
    known = {one.file: one for one in files}
    wanted: dict[Fix, list[Fix]] = {}
    guessed: dict[Finding, list[set[Fix]]] = {}
    for one in remarks:
        guesses = list(_guesses(known, one)) if one.declared is not None else []
        guessed.setdefault(one.finding, []).append(set(guesses))
        for guess in guesses:
            wanted.setdefault(guess, []).extend([one.declared] if one.declared else [])
    right = [fix for fix in list(wanted)[:MOST] if _is_right(known[fix.file], fix, wanted[fix], declared, declare)]
    return [replace(one, fix=_first(right, guesses)) for one, guesses in guessed.items()]


def _first(right: Sequence[Fix], guesses: Sequence[set[Fix]]) -> Fix | None:
    """The first fix that is right and right for all models that a finding is about."""
    return next((fix for fix in right if all(fix in each for each in guesses)), None)


def _guesses(files: Mapping[str, SourceFile], remark: Remark) -> Iterator[Fix]:
    """What may be the same change in the spec."""
    fix = remark.declared
    for places in zip(*remark.places, strict=False) if fix is not None else ():
        file = files.get(places[0].file)
        if fix is None or file is None or file.root is None or any(one.file != file.file for one in places):
            continue
        edits = [_edit(file, place, one) for place, one in zip(places, fix.edits, strict=True)]
        if edits and all(edits):
            yield Fix(file.file, fix.safety, tuple(one for one in edits if one), of_spec=True)


def _edit(file: SourceFile, place: Span, edit: Edit) -> Edit | None:
    root = file.root
    path = path_at(root, place) if root is not None else ()
    match edit:
        case SetValue(wanted, value):
            found = _upwards(file, path, str(wanted[-1]))
            if found is None:
                return _beside(file, path, str(wanted[-1]), value)
            return SetValue(found, value) if isinstance(down(root, *found), ScalarNode) else None
        case RemoveKey(wanted):
            found = _upwards(file, path, str(wanted[-1]))
            return RemoveKey(found) if found else None
        case AddKey(_, key, value):
            return _beside(file, path, key, value)
        case InsertItems(_, index, values):
            parent, item = (path[:-1], path[-1]) if path and isinstance(path[-1], int) else (path, 0)
            found_list = isinstance(down(root, *parent), ListNode)
            return InsertItems(parent, int(item) + (1 if index else 0), values) if found_list else None
        case _:
            return None


def _beside(file: SourceFile, path: Path, key: str, value: Value) -> Edit | None:
    """A new key in the map at a path, or in the one that what stands there is a value of."""
    parent = path if isinstance(down(file.root, *path), MapNode) else path[:-1]
    after = (str(path[-1]),) if parent != path else ()
    found = down(file.root, *parent)
    if not isinstance(found, MapNode) or found.get(key) is not None:
        return None
    unset = any(isinstance(one, ScalarNode) and one.text == key for one in items_at(found, "unset"))
    return None if unset else AddKey(parent, key, value, after)


def _upwards(file: SourceFile, path: Path, key: str) -> Path | None:
    """The nearest key of a name: the last of a path, or one in the maps that it leads through."""
    for length in range(len(path), max(len(path) - 2, 0), -1):
        here = path[:length]
        if here and here[-1] == key:
            return here
        node = down(file.root, *here)
        if isinstance(node, MapNode) and node.get(key) is not None:
            return (*here, key)
    return None


def _is_right(
    file: SourceFile, fix: Fix, wanted: Sequence[Fix], declared: Mapping[str, bytes], declare: Declare
) -> bool:
    """Whether the spec with the fix comes to the declarations with the fixes that are wanted of them."""
    made = apply_fixes(file, [fix], SPEC)
    after = declare({file.file: made.text}) if made.done else None
    if after is None or after.keys() != declared.keys():
        return False
    asked: dict[str, list[Fix]] = {}
    for one in wanted:
        asked.setdefault(one.file, []).append(one)
    return all(_same(name, data, after[name], asked.get(name, ())) for name, data in declared.items())


def _same(name: str, old: bytes, new: bytes, fixes: Sequence[Fix]) -> bool:
    if not fixes:
        return old == new
    text = old.decode()
    applied = apply_fixes(SourceFile(name, text, PLUGIN.read(text)), fixes, PLUGIN)
    one, other = PLUGIN.read(applied.text), PLUGIN.read(new.decode())
    complete = len(applied.done) == len(set(fixes))
    return complete and one is not None and other is not None and content(one) == content(other)
