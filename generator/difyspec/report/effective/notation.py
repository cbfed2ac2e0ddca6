"""Conditions, values and choices as the spec language spells them."""

from __future__ import annotations

import re
from collections.abc import Callable

from difyspec.language.expressions.lexer import KEYWORDS
from difyspec.language.expressions.patterns import written
from difyspec.provider.expressions import (
    All,
    Any,
    Case,
    Choice,
    Compare,
    Condition,
    Else,
    InGroup,
    Matches,
    Named,
    Not,
    OneOf,
    Path,
    Pattern,
    Template,
    Truth,
    Value,
)
from difyspec.provider.texts import Text
from difyspec.provider.values import Data, DataList, DataMap, Kind, Scalar, text

_WORD = re.compile(r"""[^\s()|=<>!'"&,$\[\]{}]+""")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def condition(tree: Condition) -> str:
    """A condition on one line."""
    match tree:
        case Any(parts=()):
            return "never"
        case All(parts=()):
            return "always"
        case Any(parts=parts):
            return " or ".join(condition(part) for part in parts)
        case All(parts=parts):
            return " and ".join(_part(part, Any) for part in parts)
        case Not(part=part):
            return f"not {_part(part, Any, All)}"
        case Named(name=name):
            return name
        case InGroup(group=group):
            return f"model in {group}"
        case Truth() | Compare() | OneOf() | Matches():
            return _test(tree)


def _test(tree: Truth | Compare | OneOf | Matches) -> str:
    """A test of one path."""
    match tree:
        case Truth(path=path):
            return path.written
        case Compare(path=path, relation=relation, literal=one):
            return f"{path.written} {relation.value} {literal(one)}"
        case OneOf(path=path, literals=literals):
            return f"{path.written} in {'|'.join(literal(one) for one in literals)}"
        case Matches(path=path, patterns=patterns):
            return f"{path.written} matches {_patterns(patterns)}"


def _part(tree: Condition, *weaker: type) -> str:
    """A part of a condition, in brackets where it binds less."""
    text = condition(tree)
    return f"({text})" if isinstance(tree, weaker) and len(getattr(tree, "parts", ())) > 1 else text


def _patterns(patterns: tuple[Pattern, ...]) -> str:
    texts = [written(one) for one in patterns]
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


def literal(scalar: Scalar) -> str:
    """A literal of an expression: a text in quotes where it would be something else without."""
    if scalar.kind is not Kind.TEXT:
        return scalar.text
    if _WORD.fullmatch(scalar.text) and scalar.text not in KEYWORDS and not _NUMBER.fullmatch(scalar.text):
        return scalar.text
    quote = '"' if "'" in scalar.text else "'"
    return f"{quote}{scalar.text}{quote}"


def value(tree: Value) -> Scalar:
    """A value: as it is, or as a text with ``$( )``."""
    match tree:
        case Scalar():
            return tree
        case Path() | Else():
            return text(f"$({_inner(tree)})")
        case Template(parts=parts):
            return text("".join(part if isinstance(part, str) else f"$({_inner(part)})" for part in parts))


def _inner(tree: Path | Scalar | Else) -> str:
    match tree:
        case Path():
            return tree.written
        case Scalar():
            return literal(tree)
        case Else(first=first, otherwise=otherwise):
            return f"{first.written} else {_inner(otherwise)}"


def choice[T](tree: Choice[T], spelled: Callable[[T], Data]) -> Data:
    """A choice: one value, or a list of cases."""
    if len(tree.cases) == 1 and tree.cases[0].when is None:
        return spelled(tree.cases[0].then)
    return DataList(tuple(_case(one, spelled) for one in tree.cases))


def _case[T](one: Case[T], spelled: Callable[[T], Data]) -> DataMap:
    if one.when is None:
        return DataMap((("else", spelled(one.then)),))
    return DataMap((("when", text(condition(one.when))), ("then", spelled(one.then))))


def people(words: Text) -> Data:
    """A text for people: English alone, the pair of English and Chinese, or a map by language."""
    locales = [locale for locale, _ in words.entries]
    if locales == ["en_US"]:
        return words.entries[0][1]
    if locales == ["en_US", "zh_Hans"]:
        return DataList(tuple(scalar for _, scalar in words.entries))
    return DataMap(words.entries)
