"""From YAML's events to the tree, without recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs hide it

from difyspec.diagnostics import Finding, Span, finding
from difyspec.source.lines import Lines
from difyspec.source.nodes import ListNode, MapNode, Node, ScalarNode, Style
from difyspec.source.traps import explained

MAX_DEPTH = 100
MAX_NODES = 200_000

_STYLES = {"'": Style.SINGLE, '"': Style.DOUBLE, "|": Style.LITERAL, ">": Style.FOLDED}


class _TooMuchError(Exception):
    """The rest of the file makes no sense any more."""


@dataclass(slots=True)
class _Built:
    """A finished node with the number of nodes it expands to and how deep it is."""

    node: Node
    weight: int = 1
    height: int = 1


@dataclass(slots=True)
class _Open:
    """A list or map that is being read."""

    is_map: bool
    start: int
    flow: bool
    anchor: str | None
    children: list[_Built] = field(default_factory=list)


def compose(lines: Lines) -> tuple[Node | None, list[Finding]]:
    """The tree of the one document of a text; None if it is empty or cannot be read (then there is a finding)."""
    composer = _Composer(lines)
    try:
        composer.run(CParser(lines.text))
    except yaml.YAMLError as error:
        return None, [*composer.findings, explained(error, lines)]
    except _TooMuchError:
        return None, composer.findings
    root = composer.root
    if root is None or (isinstance(root, ScalarNode) and root.blank):
        return None, [*composer.findings, finding("D004", lines.span(0), "the file is empty")]
    return root, composer.findings


_PATH = re.compile(r"!\w+\.[\w.]+")
"""A negation as other languages write it: to YAML it is a tag."""


class _Composer:
    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.findings: list[Finding] = []
        self.root: Node | None = None
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Built | None] = {}
        self._total = 0

    def run(self, parser: Any) -> None:
        documents = 0
        event: Any
        while (event := parser.get_event()) is not None:
            if isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._say("D024", self._span(event), "a second document starts here")
                    raise _TooMuchError

    def _node(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._add(self._alias(event))
            return
        tag = self._tag(event)
        if isinstance(event, yaml.ScalarEvent):
            text = event.value or _negated(tag)  # as it was meant, so that nothing else seems to be missing
            node = ScalarNode(text, _STYLES.get(event.style or "", Style.PLAIN), self._span(event), tag)
            built = _Built(node)
            self._keep(event.anchor, built)
            self._add(built)
            return
        if len(self._stack) >= MAX_DEPTH:
            self._say("D025", self._span(event), f"lists and maps are nested more than {MAX_DEPTH} levels deep")
            raise _TooMuchError
        self._keep(event.anchor, None)
        is_map = isinstance(event, yaml.MappingStartEvent)
        self._stack.append(_Open(is_map, event.start_mark.index, bool(event.flow_style), event.anchor))

    def _keep(self, anchor: str | None, built: _Built | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = built

    def _alias(self, event: Any) -> _Built:
        span, name = self._span(event), event.anchor
        if name not in self._anchors:
            self._say(
                "D013", span, f"`*{name}` is an alias in YAML, and no anchor has that name", suggestion=f"'*{name}'"
            )
            return _Built(ScalarNode(f"*{name}", Style.SINGLE, span))
        built = self._anchors[name]
        if built is None:
            self._say("D026", span, f"the alias `*{name}` stands inside of what it stands for")
            return _Built(ScalarNode(f"*{name}", Style.SINGLE, span))
        if self._total + built.weight > MAX_NODES or len(self._stack) + built.height > MAX_DEPTH:
            self._say("D026", span, f"with the alias `*{name}` the file expands too far")
            raise _TooMuchError
        return built

    def _add(self, built: _Built) -> None:
        self._total += built.weight
        if self._total > MAX_NODES:
            self._say("D026", built.node.span, f"the file holds more than {MAX_NODES:,} values")
            raise _TooMuchError
        if self._stack:
            self._stack[-1].children.append(built)
        else:
            self.root = built.node

    def _close(self, event: Any) -> None:
        top, end = self._stack.pop(), event.end_mark.index
        nodes = [child.node for child in top.children]
        span = self.lines.span(top.start, end)
        if not top.flow and nodes:
            span = span.until(max((node.span for node in nodes), key=lambda one: (one.end_line, one.end_column)))
        node: Node = self._map(nodes, span, top.flow) if top.is_map else ListNode(tuple(nodes), span, top.flow)
        weight = 1 + sum(child.weight for child in top.children)
        built = _Built(node, weight, 1 + max((child.height for child in top.children), default=0))
        self._total -= weight - 1
        self._keep(top.anchor, built)
        self._add(built)

    def _map(self, nodes: list[Node], span: Span, flow: bool) -> MapNode:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        inherited: list[Node] = []
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                self._say("D021", key.span, "a key is a list or a map")
            elif key.text == "<<" and key.style is Style.PLAIN:
                self._say("D022", key.span, "`<<` is not part of the language")
                inherited.append(value)
            elif key.text in entries:
                first = entries[key.text][0]
                message = f"the key `{key.text}` is given twice"
                self.findings.append(finding("D020", key.span, message, related=[(first.span, "first given here")]))
            else:
                entries[key.text] = (key, value)
        # What was meant to be merged is, so that nothing else seems to be missing.
        for other in inherited:
            for name, value in other.entries if isinstance(other, MapNode) else ():
                entries.setdefault(name.text, (name, value))
        return MapNode(tuple(entries.values()), span, flow)

    def _tag(self, event: Any) -> str | None:
        if event.tag is None:
            return None
        shown = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        message = f"the tag `{shown}` is not part of the language"
        remedy = f"In a condition write `not {shown[1:]}`." if _PATH.fullmatch(shown) else None
        self.findings.append(finding("D023", self._span(event), message, remedy))
        return str(event.tag)

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">"):
            while end > start and self.lines.text[end - 1].isspace():
                end -= 1
        return self.lines.span(start, end)

    def _say(self, code: str, span: Span, message: str, suggestion: str | None = None) -> None:
        self.findings.append(finding(code, span, message, suggestion=suggestion))


def _negated(tag: str | None) -> str:
    return f"not {tag[1:]}" if tag is not None and _PATH.fullmatch(tag) else ""
