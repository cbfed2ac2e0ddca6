"""What is to be written: scalars, lists and maps, each entry with its comments."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Word:
    """A scalar. `plain`: it has to stand without quotes, since with them it would be something else."""

    text: str
    plain: bool = False
    literal: bool = False


@dataclass(slots=True)
class Entry:
    """One item of a list (then `key` is None) or one pair of a map.

    `above` are comments on lines of their own before it, `below` those after it at its indentation, `beside` the one
    on its first line. `gap`: an empty line stands before it.
    """

    key: Word | None
    value: Tree
    above: list[str] = field(default_factory=list)
    beside: str | None = None
    below: list[str] = field(default_factory=list)
    gap: bool = False

    @property
    def commented(self) -> bool:
        """Whether it has comments of its own."""
        return bool(self.above or self.below or self.beside is not None)


@dataclass(slots=True)
class Many:
    """A list or a map. `named`: it is a list of entries, each a name or a name with what differs."""

    is_map: bool
    entries: list[Entry]
    named: bool = False

    def get(self, key: str) -> Entry | None:
        """The pair of a key."""
        return next((one for one in self.entries if one.key is not None and one.key.text == key), None)


type Tree = Word | Many


@dataclass(slots=True)
class Document:
    """A whole file: the comments that belong to it as a whole stand before and behind its map."""

    root: Many
    header: list[str] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)
