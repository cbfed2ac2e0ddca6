"""Fixes: changes to one YAML document that a finding proposes. They are only declared here; `edit.fixing` applies them.

An edit names its place by the path of keys and indexes from the root of the document *as it was when the finding was
made*: where two items of a list are removed, both have the index that they have in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

type Step = str | int
type Path = tuple[Step, ...]


class Safety(StrEnum):
    """Whether a fix may be applied without being looked at.

    Safe: it is certain what was meant, or the change has no effect but to end the defect. Unsafe: most likely what was
    meant, but it may change what users see, or drop what somebody wrote.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the spelling that is to be written: ``0.000001``, ``1.0``."""

    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """A map to be written."""

    entries: tuple[tuple[str, Value], ...]


type Single = str | bool | Number
type Value = Single | Pairs | tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class SetValue:
    """Another value at a path where there is one."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class AddKey:
    """A new pair in the map at a path, behind the last of the keys in `after` that it has, else at its end."""

    path: Path
    key: str
    value: Value
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Another name for the key at the end of a path."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class RemoveKey:
    """The pair at a path goes. Comments in it stay."""

    path: Path


@dataclass(frozen=True, slots=True)
class RemoveShadowed:
    """Of the pairs whose key stands at the end of a path the first one goes, which no reader sees."""

    path: Path


@dataclass(frozen=True, slots=True)
class ReplaceItem:
    """Other items (none, one or several) in place of the item of a list at a path."""

    path: Path
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class InsertItems:
    """New items in the list at a path, before the item of that index or (one past the last) at its end.

    A document in which there is nothing becomes a list.
    """

    path: Path
    index: int
    values: tuple[Value, ...]


type Edit = SetValue | AddKey | RenameKey | RemoveKey | RemoveShadowed | ReplaceItem | InsertItems


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits of one file, all of which are made or none.

    `file` is the path as spans show it; `of_spec`: it is one of a spec, which reads YAML otherwise than Dify does.
    """

    file: str
    safety: Safety
    edits: tuple[Edit, ...]
    of_spec: bool = False

    @property
    def safe(self) -> bool:
        """Whether it may be applied without being looked at."""
        return self.safety is Safety.SAFE


def safe(file: str, *edits: Edit) -> Fix:
    """A safe fix."""
    return Fix(file, Safety.SAFE, edits)


def unsafe(file: str, *edits: Edit) -> Fix:
    """An unsafe fix."""
    return Fix(file, Safety.UNSAFE, edits)
