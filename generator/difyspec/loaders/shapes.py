"""Shapes: small descriptions of what a reader takes at a place, from which refusals follow.

Each loader builds its tables from these; what a scalar may be differs between them (`sdk/scalars.py`,
`daemon/scalars.py`), records and lists do not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from difyspec.diagnostics import nearest
from difyspec.layout.tree import Path, is_null
from difyspec.loaders.refusals import Gate, Refusal, Trouble
from difyspec.source import ListNode, MapNode, Node, ScalarNode, kind_name

_SHOWN = 40  # letters of a value that are shown


class Shape(Protocol):
    """Something that looks at a node and appends what it refuses."""

    def look(self, node: Node, path: Path, out: list[Refusal]) -> None:
        """Appends refusals of `node`, which lies at `path`."""


@dataclass(frozen=True, slots=True)
class Anything:
    """Takes whatever there is."""

    def look(self, node: Node, path: Path, out: list[Refusal]) -> None:
        """Refuses nothing."""


ANYTHING = Anything()


@dataclass(frozen=True, slots=True)
class Limit:
    """A demand on a text: `due` completes "must …"."""

    gate: Gate
    trouble: Trouble
    holds: Callable[[str], bool]
    due: str
    help: str


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar: `takes` decides, `due` says what is due. Nulls pass where `null` is set."""

    gate: Gate
    takes: Callable[[ScalarNode], bool]
    due: str
    limits: tuple[Limit, ...] = ()
    null: bool = False

    def look(self, node: Node, path: Path, out: list[Refusal]) -> None:
        """Refuses other types, and texts beyond the limits."""
        if self.null and is_null(node):
            return
        if not isinstance(node, ScalarNode) or not self.takes(node):
            message = f"`{shown(path)}` is {described(node)}, where {self.due} is due"
            remedy = f"Write {self.due}."
            if isinstance(node, ScalarNode) and self.due == "a text" and node.tag != "null":
                remedy = f"Put it in quotes: '{node.text}'."
            out.append(Refusal(Trouble.TYPE, self.gate, node.span, path, message, remedy, due=self.due))
            return
        for limit in self.limits:
            if not limit.holds(node.text):
                message = f"`{shown(path)}` must {limit.due}"
                out.append(Refusal(limit.trouble, limit.gate, node.span, path, message, limit.help))
                return


@dataclass(frozen=True, slots=True)
class Word:
    """A text of a closed vocabulary; `base` says which scalars are texts at all."""

    base: Value
    gate: Gate
    words: tuple[str, ...]

    def look(self, node: Node, path: Path, out: list[Refusal]) -> None:
        """Refuses what is no such word."""
        before = len(out)
        self.base.look(node, path, out)
        if len(out) == before and isinstance(node, ScalarNode) and not is_null(node) and node.text not in self.words:
            out.append(unknown_word(node, path, self.gate, self.words))


@dataclass(frozen=True, slots=True)
class Items:
    """A list of things of one shape, perhaps not more than `most` of them."""

    gate: Gate
    item: Shape
    null: bool = False
    most: int | None = None
    most_gate: Gate = Gate.DEBUG

    def look(self, node: Node, path: Path, out: list[Refusal]) -> None:
        """Refuses what is no list, lists that are too long, and what its items refuse."""
        if self.null and is_null(node):
            return
        if not isinstance(node, ListNode):
            out.append(_other(node, path, self.gate, "a list"))
            return
        if self.most is not None and len(node.items) > self.most:
            message = f"`{shown(path)}` has {len(node.items)} items, and {self.most} is the most"
            span = node.items[self.most].span
            out.append(Refusal(Trouble.LIMIT, self.most_gate, span, path, message, "Shorten the list."))
        for number, item in enumerate(node.items):
            self.item.look(item, (*path, number), out)


@dataclass(frozen=True, slots=True)
class Need:
    """A key of a record: what its value is, by whom it is required, and whether an empty value is as good as none."""

    shape: Shape
    required: Gate | None = None
    filled: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A map with known keys; other keys are ignored by every loader of Dify."""

    gate: Gate
    needs: Mapping[str, Need]
    null: bool = False
    # Keys that are looked at again, with the whole record.
    extra: tuple[Callable[[MapNode, Path, list[Refusal]], None], ...] = ()
    _demanded: tuple[tuple[str, Need], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_demanded", tuple(pair for pair in self.needs.items() if pair[1].required))

    def look(self, node: Node, path: Path, out: list[Refusal]) -> None:
        """Refuses what is no map, keys that are missing, and what its values refuse."""
        if self.null and is_null(node):
            return
        if not isinstance(node, MapNode):
            out.append(_other(node, path, self.gate, "a map"))
            return
        values = {key.text: value for key, value in node.entries}
        for name, need in self._demanded:
            self._demand(name, need, values.get(name), node, path, out)
        for name, value in values.items():
            known = self.needs.get(name)
            if known is not None:
                known.shape.look(value, (*path, name), out)
        for one in self.extra:
            one(node, path, out)

    def _demand(self, name: str, need: Need, value: Node | None, node: MapNode, path: Path, out: list[Refusal]) -> None:
        if need.required is None or (value is not None and not (need.filled and _empty(value))):
            return
        remedy = need.help or f"Write `{name}:` with its value."
        where = (*path, name)
        meant = self._misspelt(name, node) if value is None else None
        if meant is not None:
            message = f"`{shown(where)}` is missing, and nobody knows the key `{meant.text}`"
            out.append(Refusal(Trouble.MISSING, need.required, meant.span, where, message, remedy, name))
            return
        missing = "is missing" if value is None else "is empty"
        span = node.entries[0][0].span if value is None and node.entries else (value or node).span
        out.append(Refusal(Trouble.MISSING, need.required, span, where, f"`{shown(where)}` {missing}", remedy))

    def _misspelt(self, name: str, node: MapNode) -> ScalarNode | None:
        """The unknown key that was most likely meant to be a missing one."""
        unknown = {key.text: key for key, _ in node.entries if key.text not in self.needs}
        guess = nearest(name, unknown)
        return unknown[guess] if guess is not None else None


@dataclass(frozen=True, slots=True)
class Keyed:
    """A map whose keys are of a closed vocabulary (any, where there is none) and whose values are of one shape."""

    gate: Gate
    value: Shape
    words: tuple[str, ...] = ()
    null: bool = False

    def look(self, node: Node, path: Path, out: list[Refusal]) -> None:
        """Refuses what is no map, and unknown keys."""
        if self.null and is_null(node):
            return
        if not isinstance(node, MapNode):
            out.append(_other(node, path, self.gate, "a map"))
            return
        for key, value in node.entries:
            if self.words and key.text not in self.words:
                out.append(unknown_word(key, (*path, key.text), self.gate, self.words, "a key"))
            self.value.look(value, (*path, key.text), out)


def unknown_word(node: ScalarNode, path: Path, gate: Gate, words: tuple[str, ...], what: str = "a value") -> Refusal:
    """The refusal of a word that is not among those that a reader knows."""
    guess = nearest(node.text, words)
    message = f"`{_cut(node.text)}` is {what} that `{shown(path if what == 'a value' else path[:-1])}` does not know"
    return Refusal(Trouble.WORD, gate, node.span, path, message, f"It knows: {', '.join(words)}.", guess)


def shown(path: Path) -> str:
    """A path for people: ``parameter_rules[2].min``."""
    written = ""
    for step in path:
        written += f"[{step}]" if isinstance(step, int) else f".{step}" if written else step
    return written or "the file"


def described(node: Node) -> str:
    """A value for people."""
    if not isinstance(node, ScalarNode):
        return kind_name(node)
    named = {"str": "the text ", "null": "", "bool": "the bool ", "timestamp": "the date "}.get(
        node.tag or "", "the number "
    )
    return f"{named}`{_cut(node.text)}`" if node.text else "empty"


def _cut(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _other(node: Node, path: Path, gate: Gate, due: str) -> Refusal:
    message = f"`{shown(path)}` is {described(node)}, where {due} is due"
    return Refusal(Trouble.TYPE, gate, node.span, path, message, f"Write {due}.")


def _empty(node: Node) -> bool:
    """Whether Go would take a value for nothing at all."""
    if isinstance(node, ScalarNode):
        return node.tag == "null" or not node.text or (node.tag == "int" and not node.text.strip("-0"))
    return False
