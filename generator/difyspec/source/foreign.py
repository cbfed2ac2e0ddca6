"""YAML that others wrote for other readers: the files of existing plugins, typed as PyYAML types them.

Unlike a spec such a file may have aliases, merge keys, tags and keys given twice. What comes out is the tree that the
SDK of Dify reads: aliases and merges carried out, of equal keys the last one. The `tag` of each scalar is its type
(``str``, ``int``, ``float``, ``bool``, ``null``, ``timestamp``), and its text is spelt so that every reader agrees.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import yaml

from difyspec.diagnostics import Finding, Span, finding
from difyspec.source.compose import MAX_DEPTH, MAX_NODES
from difyspec.source.depth import too_deep
from difyspec.source.lines import Lines
from difyspec.source.nodes import ListNode, MapNode, Node, ScalarNode, Style
from difyspec.source.text import forbidden
from difyspec.source.traps import explained

_STYLES = {"'": Style.SINGLE, '"': Style.DOUBLE, "|": Style.LITERAL, ">": Style.FOLDED}
_PREFIX = "tag:yaml.org,2002:"
_SCALARS = frozenset(("str", "int", "float", "bool", "null", "timestamp"))
_CONSTRUCTOR = yaml.constructor.SafeConstructor()


_DIGITS = re.compile(r"-?(?:0|[1-9][0-9]{0,300})")
_FRACTION = re.compile(r"-?(?:0|[1-9][0-9]{0,300})\.[0-9]{1,300}")
_CALLED = {"int": "a number", "float": "a number", "bool": "true or false", "timestamp": "a date"}


def _int(node: Any) -> str:
    """Digits: as written, or counted out where not every reader knows the spelling (``0x1F``, ``1_000``)."""
    return node.value if _DIGITS.fullmatch(node.value) else str(_CONSTRUCTOR.construct_yaml_int(node))


def _float(node: Any) -> str:
    """A number with a point: as written, or spelt so that every reader takes it for the same one."""
    if _FRACTION.fullmatch(node.value):
        return str(node.value)
    value: float = _CONSTRUCTOR.construct_yaml_float(node)
    if not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    spelt = repr(value)
    mantissa, _, power = spelt.partition("e")
    if not power:
        return spelt
    if abs(int(power)) <= 30:
        plain = format(Decimal(spelt), "f")
        return plain if "." in plain else f"{plain}.0"
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}e{int(power):+}"


def _bool(node: Any) -> str:
    return "true" if _CONSTRUCTOR.construct_yaml_bool(node) else "false"


def _null(_: Any) -> str:
    return "null"


def _timestamp(node: Any) -> str:
    _CONSTRUCTOR.construct_yaml_timestamp(node)
    return str(node.value)


_SPELLING: dict[str, Callable[[Any], str]] = {
    "int": _int,
    "float": _float,
    "bool": _bool,
    "null": _null,
    "timestamp": _timestamp,
}


class _UnreadableError(Exception):
    """PyYAML, or what follows it, would refuse the file; the finding says where and why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message)
        self.finding = found


def read_foreign(file: str, text: str) -> tuple[Node | None, list[Finding]]:
    """The tree of a text as PyYAML reads it, and findings."""
    lines = Lines(file, text)
    findings = list(forbidden(lines))
    deep = too_deep(lines)
    if findings or deep:
        return None, [*findings, *([deep] if deep else [])]
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return None, [explained(error, lines)]
    if root is None:
        return None, [finding("D004", lines.span(0), "the file is empty")]
    reader = _Reader(file, findings)
    try:
        return reader.node(root, 1), findings
    except _UnreadableError as error:
        return None, [*findings, error.finding]


class _Reader:
    """Turns PyYAML's nodes into ours."""

    def __init__(self, file: str, findings: list[Finding]) -> None:
        self.file = file
        self.findings = findings
        self._count = 0

    def node(self, node: Any, depth: int) -> Node:
        self._count += 1
        if depth > MAX_DEPTH or self._count > MAX_NODES:
            raise _UnreadableError(finding("D026", self._span(node), "the file is nested or expands too far"))
        kind = node.tag.removeprefix(_PREFIX)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, kind)
        if isinstance(node, yaml.SequenceNode) and kind == "seq":
            items = tuple(self.node(item, depth + 1) for item in node.value)
            return ListNode(items, self._span(node), bool(node.flow_style))
        if isinstance(node, yaml.MappingNode) and kind == "map":
            return MapNode(self._entries(node, depth), self._span(node), bool(node.flow_style))
        raise _UnreadableError(finding("D023", self._span(node), f"a tag such as `!{kind}` means nothing to Dify"))

    def _scalar(self, node: Any, kind: str) -> ScalarNode:
        span = self._span(node)
        if kind not in _SCALARS:
            raise _UnreadableError(finding("D023", span, f"`{node.value}` has a tag that means nothing to Dify"))
        try:
            text = _SPELLING[kind](node) if kind in _SPELLING else node.value
        except (ValueError, KeyError, OverflowError):
            message = f"`{node.value}` looks like {_CALLED[kind]} and is none"
            raise _UnreadableError(finding("D010", span, message, "Put it in quotes.")) from None
        return ScalarNode(text, _STYLES.get(node.style or "", Style.PLAIN), span, kind)

    def _entries(self, node: Any, depth: int) -> tuple[tuple[ScalarNode, Node], ...]:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        merged: dict[str, tuple[ScalarNode, Node]] = {}
        for key, value in node.value:
            if key.tag == f"{_PREFIX}merge":
                merged.update(self._merged(value, depth))
                continue
            name = self._key(key)
            if name.text in entries:
                related = [(entries[name.text][0].span, "this one does not count")]
                self.findings.append(finding("D754", name.span, f"`{name.text}` is given twice", related=related))
            entries[name.text] = (name, self.node(value, depth + 1))
        return tuple({**merged, **entries}.values())

    def _key(self, key: Any) -> ScalarNode:
        self._count += 1
        if isinstance(key, yaml.ScalarNode) and key.tag == f"{_PREFIX}str":
            return self._scalar(key, "str")
        raise _UnreadableError(finding("D021", self._span(key), "a key is no text"))

    def _merged(self, value: Any, depth: int) -> dict[str, tuple[ScalarNode, Node]]:
        """The pairs that ``<<`` brings; of several maps the first one counts."""
        found: dict[str, tuple[ScalarNode, Node]] = {}
        for one in value.value[::-1] if isinstance(value, yaml.SequenceNode) else [value]:
            tree = self.node(one, depth + 1)
            if not isinstance(tree, MapNode):
                raise _UnreadableError(finding("D022", self._span(one), "`<<` brings something that is no map"))
            found.update((name.text, (name, node)) for name, node in tree.entries)
        return found

    def _span(self, node: Any) -> Span:
        start, end = node.start_mark, node.end_mark
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
