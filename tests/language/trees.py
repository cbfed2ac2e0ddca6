"""Expressions for the tests: a text parsed as a condition or a value, with what was found wrong."""

from __future__ import annotations

from difyspec.diagnostics import Finding
from difyspec.language.expressions.conditions import condition
from difyspec.language.expressions.ruler import Ruler, Texts
from difyspec.language.expressions.values import template
from difyspec.language.reader import Reader
from difyspec.language.tree import Expr
from difyspec.provider.expressions import Condition, Value
from difyspec.source import ScalarNode

from tests.language.reading import source


def scalar(written: str) -> tuple[ScalarNode, Texts]:
    """A scalar as it is written in YAML, quotes and all."""
    file = source(written)
    assert isinstance(file.root, ScalarNode)
    return file.root, Texts({file.file: file.text})


def parsed(text: str) -> Expr[Condition]:
    """The condition that an unquoted text is."""
    node, texts = scalar(text)
    reader = Reader({})
    made = condition(node.text, Ruler(node, texts), reader.report)
    assert isinstance(made, Expr), reader.findings
    return made


def value(text: str) -> Expr[Value]:
    """The value of a text with ``$( )``."""
    node, texts = scalar(text)
    reader = Reader({})
    made = template(node.text, Ruler(node, texts), reader.report)
    assert isinstance(made, Expr), reader.findings
    return made


def refused(text: str, *, as_value: bool = False) -> Finding:
    """The finding about a text that is no condition, or no value."""
    node, texts = scalar(text)
    reader = Reader({})
    parse = template if as_value else condition
    made = parse(node.text, Ruler(node, texts), reader.report)
    assert not isinstance(made, Expr), made
    (found,) = reader.findings
    return found
