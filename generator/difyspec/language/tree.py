"""What decoded values are made of: every one can say where it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from difyspec.diagnostics import Span

if TYPE_CHECKING:
    from difyspec.language.models.restriction import Restriction

NO_SPANS: Mapping[int, Span] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Located[T]:
    """A single value in a list, and its place."""

    value: T
    span: Span


@dataclass(frozen=True, slots=True)
class Expr[T]:
    """A tree of `provider.expressions` (or of a request body) that was read from one place of a spec.

    Every node of the tree, every path, literal, pattern and name in it, has a place of its own: see `at`.
    """

    tree: T
    span: Span
    spans: Mapping[int, Span] = field(default=NO_SPANS, compare=False, repr=False)

    def at(self, node: object) -> Span:
        """Where a node of `tree` (the object itself, not an equal one) was written; the whole for any other."""
        return self.spans.get(id(node), self.span)


@dataclass(frozen=True, slots=True)
class Case[T]:
    """One item of a choice. `where` says when it counts; None for ``else`` and for a value without a choice."""

    where: Restriction | None
    then: T
    span: Span


@dataclass(frozen=True, slots=True)
class Choice[T]:
    """The first fitting case counts. A value written plainly is a choice of one case without restriction."""

    cases: tuple[Case[T], ...]
    span: Span

    @property
    def constant(self) -> T | None:
        """The value if it depends on nothing, else None."""
        return self.cases[0].then if len(self.cases) == 1 and self.cases[0].where is None else None


@dataclass(frozen=True, slots=True)
class Entry[B]:
    """One entry of a list, or one pair of a map: its name, what stands with it, and both places.

    `sign` is ``+`` or ``-`` in a list of changes. `bare` is true where only the name was written; `body` is then empty.
    """

    name: str
    body: B
    name_span: Span
    span: Span
    sign: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Entries[B]:
    """A list of entries, or a map by name, in the order of writing. `changes`: every entry is signed.

    `broken` are the names of entries that were no good: reported already, and not among the entries.
    """

    entries: tuple[Entry[B], ...]
    span: Span
    changes: bool = False
    broken: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Entry[B]]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the order of writing."""
        return tuple(entry.name for entry in self.entries)

    def get(self, name: str) -> Entry[B] | None:
        """The first entry of that name."""
        return next((entry for entry in self.entries if entry.name == name), None)
