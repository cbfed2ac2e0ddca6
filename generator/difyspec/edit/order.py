"""What the language knows about a tree: which order its keys have, and which lists are lists of entries."""

from __future__ import annotations

from typing import Any

from difyspec.edit.tree import Entry, Many, Tree
from difyspec.language.kinds.base import Kind
from difyspec.language.kinds.lists import EntriesOf, TableOf
from difyspec.language.kinds.lists import Many as ManyOf
from difyspec.language.kinds.sections import SectionOf, field_key, keys
from difyspec.language.kinds.shapes import ByShape, ChoiceOf
from difyspec.language.models.document import Document
from difyspec.language.section import Section

_CASE = ("match", "group", "when", "then", "else")

_FIRST = {
    "Document": "spec provider label description background help icons types methods conventions plugin credentials "
    "fields parameters groups conditions discover models transport validation errors raw",
    "Columns": "match group when over use like label label_languages mode context_size",
    "MaxTokens": "default max min",
    "Values": "after before match group when name template like type required default min max precision options",
    "Field": "name like type form for show_on stored_as aliases required default enabled disabled label",
    "Catalogue": "pricing label_languages file_names profiles predefined base kept overrides custom",
}
_LAST = {
    "Columns": "max_tokens price features parameters adjust voices deprecated listed fetch_from folder file unset "
    "extra source",
    "Values": "label help unset extra",
    "Field": "placeholder help url options options_from pattern max_length unset extra",
}


def arrange(root: Many) -> None:
    """Puts the keys of a spec into the order of the language. What has no known key stays where it is, at the end."""
    _arrange(root, SectionOf(Document))


def _arrange(tree: Tree, kind: Kind[Any] | None) -> None:
    if not isinstance(tree, Many) or kind is None:
        return
    match kind:
        case SectionOf():
            _section(tree, kind)
        case EntriesOf() | TableOf():
            tree.named = not tree.is_map
            for name in _named(tree):
                _arrange(name.value, kind.body)
        case ChoiceOf():
            _choice(tree, kind)
        case ManyOf():
            for item in tree.entries if not tree.is_map else ():
                _arrange(item.value, kind.item)
        case ByShape():
            _arrange(tree, kind.map if tree.is_map else kind.plain)
        case _:
            return


def _named(tree: Many) -> list[Entry]:
    """The pairs of a map, or of the maps in a list of entries."""
    if tree.is_map:
        return tree.entries
    return [pair for item in tree.entries if isinstance(item.value, Many) for pair in item.value.entries]


def _section(tree: Many, kind: SectionOf[Any]) -> None:
    if not tree.is_map:
        if kind.section.short:
            _arrange(tree, field_key(kind.section, kind.section.short).kind)
        return
    section: type[Section] = kind.section
    known = keys(section)
    order = {name: place for place, name in enumerate(order_of(section))}
    tree.entries.sort(key=lambda one: order.get(one.key.text if one.key else "", len(order)))
    for entry in tree.entries:
        key = known.get(entry.key.text) if entry.key else None
        _arrange(entry.value, key.kind if key else None)


def order_of(section: type[Section]) -> list[str]:
    """The keys of a section in the order of writing."""
    names = [base.__name__ for base in section.__mro__]
    first = next((_FIRST[name].split() for name in names if name in _FIRST), [])
    last = next((_LAST[name].split() for name in names if name in _LAST), [])
    middle = [name for name in keys(section) if name not in first and name not in last]
    return [*first, *middle, *last]


def _choice(tree: Many, kind: ChoiceOf[Any]) -> None:
    cases = [] if tree.is_map else [one.value for one in tree.entries if isinstance(one.value, Many)]
    if not cases or len(cases) < len(tree.entries) or not all(_is_case(one) for one in cases):
        _arrange(tree, kind.item)
        return
    place = {name: number for number, name in enumerate(_CASE)}
    for case in cases:
        case.entries.sort(key=lambda one: place.get(one.key.text if one.key else "", 2.5))
        for entry in case.entries:
            if entry.key is not None and entry.key.text in ("then", "else"):
                _arrange(entry.value, kind.item)


def _is_case(tree: Many) -> bool:
    return tree.is_map and any(one.key is not None and one.key.text in _CASE for one in tree.entries)
