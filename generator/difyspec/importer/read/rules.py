"""Parameter rules."""

from __future__ import annotations

import re

from difyspec.importer.read.data import distinct, scalar, scalar_of, text_of, texts_of
from difyspec.importer.read.taking import Taking
from difyspec.importer.read.texts import people
from difyspec.language.models.parameters import PARAMETER_TYPES
from difyspec.language.positions import FREE_NAME, TEMPLATES
from difyspec.provider.models import ParameterRule
from difyspec.provider.values import Kind, Scalar, text
from difyspec.source import ListNode, MapNode, Node, ScalarNode

_NAME = re.compile(FREE_NAME.form)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_TEXTUAL = ("string", "text", "response_format", "json_schema")
"""Types, and templates of types, whose default is a text whatever it looks like."""


def rules(node: Node) -> tuple[ParameterRule, ...] | None:
    """The rules of a model; None if one of them has no name that a spec could use, or one that another one has."""
    if not isinstance(node, ListNode):
        return None
    found = [one for item in node.items if (one := rule(item)) is not None]
    return tuple(found) if len({one.name for one in found}) == len(node.items) else None


def rule(node: Node) -> ParameterRule | None:
    """One rule."""
    if not isinstance(node, MapNode):
        return None
    keys = Taking(node)
    name = keys.take("name", text_of)
    if name is None or not _NAME.fullmatch(name):
        return None
    template = keys.take("use_template", lambda one: _word(one, TEMPLATES))
    type_ = keys.take("type", lambda one: _word(one, PARAMETER_TYPES))
    textual = (type_ or template) in _TEXTUAL
    return ParameterRule(
        name,
        template,
        type_,
        label=keys.take("label", people),
        help=keys.take("help", people),
        required=keys.take("required", lambda one: scalar_of(one, Kind.BOOL, Kind.NULL)),
        default=keys.take("default", lambda one: _default(one, textual)),
        min=keys.take("min", number),
        max=keys.take("max", number),
        precision=keys.take("precision", lambda one: scalar_of(one, Kind.NULL) or number(one)),
        options=keys.take("options", _options),
        extra=keys.rest(),
    )


def _word(node: Node, words: tuple[str, ...]) -> str | None:
    found = text_of(node)
    return found if found in words else None


def number(node: Node) -> Scalar | None:
    """A number in a spelling that the language has."""
    found = scalar_of(node, Kind.INT, Kind.FLOAT)
    return found if found is not None and _NUMBER.fullmatch(found.text) else None


def _default(node: Node, textual: bool) -> Scalar | None:
    if not isinstance(node, ScalarNode):
        return None
    found = scalar(node)
    return found if not textual or found.kind in (Kind.TEXT, Kind.NULL) else None


def _options(node: Node) -> tuple[Scalar, ...] | None:
    found = distinct(texts_of(node))
    return None if found is None else tuple(text(one) for one in found)
