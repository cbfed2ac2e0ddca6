"""Conditions: names and types in them, and the tree as later phases want it."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.language.tree import Expr
from difyspec.provider import walk
from difyspec.provider.expressions import (
    All,
    Any,
    Compare,
    Condition,
    InGroup,
    Matches,
    Named,
    Not,
    OneOf,
    Path,
    Root,
    Truth,
)
from difyspec.resolve.context import Context
from difyspec.resolve.expressions import literals
from difyspec.resolve.expressions.paths import FEATURES_OF_MODEL, shape_of
from difyspec.resolve.expressions.shapes import Sort
from difyspec.resolve.expressions.where import Where
from difyspec.resolve.names import Names


def check_condition(expr: Expr[Condition], where: Where, names: Names, context: Context) -> Condition:
    """The tree of a condition, its literals typed and groups told from conditions, after findings about it."""
    return _Checker(expr, where, names, context).tree(expr.tree)


def roots_of(tree: Condition, names: Names, seen: frozenset[str] = frozenset()) -> Iterator[Root]:
    """What a condition reads, through the conditions that it names; features are known where there is a call."""
    for path in walk.nodes(tree, Path):
        yield Root.CALL if path == FEATURES_OF_MODEL else path.root
    for named in walk.nodes(tree, Named):
        other = names.conditions.get(named.name)
        if other is not None and named.name not in seen:
            yield from roots_of(other.tree, names, seen | {named.name})


class _Checker:
    def __init__(self, expr: Expr[Condition], where: Where, names: Names, context: Context) -> None:
        self.expr, self.where, self.names, self.context = expr, where, names, context

    def tree(self, tree: Condition) -> Condition:
        match tree:
            case All(parts=parts):
                return All(tuple(self.tree(part) for part in parts))
            case Any(parts=parts):
                return Any(tuple(self.tree(part) for part in parts))
            case Not(part=part):
                return Not(self.tree(part))
            case Truth(path=path):
                return self._truth(tree, path)
            case Compare():
                return self._compare(tree)
            case OneOf():
                return self._one_of(tree)
            case Matches():
                return self._matches(tree)
            case InGroup(group=group):
                self._group(group, tree)
                return tree
            case Named():
                return self._named(tree)

    def _truth(self, tree: Truth, path: Path) -> Condition:
        span = self.expr.at(tree)
        shape = shape_of(path, span, self.where, self.names, self.context)
        if shape is not None and shape.sort not in (Sort.FLAG, Sort.NUMBER, Sort.ANY):
            shown = path.written
            message = f"`{shown}` is {shape.sort.words}, and neither true nor false"
            options = shape.options[:1] or ("…",)
            self.context.say("D220", span, message, f"Compare it: `{shown} == {options[0]}`.")
        return tree

    def _compare(self, tree: Compare) -> Condition:
        span = self.expr.at(tree.path)
        shape = shape_of(tree.path, span, self.where, self.names, self.context)
        if shape is None:
            return tree
        place = self.expr.at(tree.literal)
        literal = literals.related(tree.path, shape, tree.relation, tree.literal, place, self.context)
        return Compare(tree.path, tree.relation, literal)

    def _one_of(self, tree: OneOf) -> Condition:
        shape = shape_of(tree.path, self.expr.at(tree.path), self.where, self.names, self.context)
        if shape is None:
            return tree
        found = tuple(literals.fitting(tree.path, shape, one, self.expr.at(one), self.context) for one in tree.literals)
        return OneOf(tree.path, found)

    def _matches(self, tree: Matches) -> Condition:
        shape = shape_of(tree.path, self.expr.at(tree.path), self.where, self.names, self.context)
        if shape is not None and shape.sort not in (Sort.TEXT, Sort.SELECT, Sort.ANY):
            shown = tree.path.written
            message = f"`matches` looks at texts, and `{shown}` is {shape.sort.words}"
            self.context.say("D221", self.expr.at(tree), message)
        return tree

    def _group(self, group: str, tree: Condition) -> None:
        self.names.use("group", group)
        if Root.MODEL not in self.where.roots:
            self.context.say("D212", self.expr.at(tree), f"`model` cannot be read {self.where.words}")
        if group not in self.names.groups and not self.context.unread("groups", group):
            message = f"there is no group `{group}`"
            guess = self.context.unknown("D206", self.expr.at(tree), message, group, self.names.groups, "groups")
            self.names.use("group", guess)

    def _named(self, tree: Named) -> Condition:
        if tree.name in self.names.groups:
            self._group(tree.name, tree)
            return InGroup(tree.name)
        self.names.use("condition", tree.name)
        span = self.expr.at(tree)
        if tree.name not in self.names.conditions:
            if not self.context.unread("conditions", tree.name):
                message = f"there is no condition `{tree.name}`"
                known = (*self.names.conditions, *self.names.groups)
                self.names.use("condition", self.context.unknown("D207", span, message, tree.name, known, "conditions"))
            return tree
        missing = sorted(set(roots_of(tree, self.names)) - self.where.roots)
        if missing:
            read = _read(self.names.conditions[tree.name].tree, missing[0], self.names)
            message = f"the condition `{tree.name}` reads `{read}`, which is not there {self.where.words}"
            place = self.names.conditions[tree.name].span
            self.context.say("D212", span, message, related=[(place, "the condition")])
        return tree


def _read(tree: Condition, root: Root, names: Names) -> str:
    """What of a root a condition reads, in words: the root, but for features, which are a call's."""
    known = {name: one.tree for name, one in names.conditions.items()}
    paths = {path for path in walk.nodes(tree, Path, known) if path == FEATURES_OF_MODEL or path.root is root}
    return "model.features" if paths == {FEATURES_OF_MODEL} else root.value
