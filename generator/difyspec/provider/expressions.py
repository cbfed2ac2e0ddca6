"""The trees of expressions, conditions and choices (language section 9), after every name in them was checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from difyspec.provider.values import Scalar


class Root(StrEnum):
    """What a path starts with."""

    CRED = "cred"
    DISCOVERED = "discovered"
    PARAM = "param"
    GIVEN = "given"
    MODEL = "model"
    CALL = "call"
    ERROR = "error"
    ITEM = "item"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Path:
    """``cred.api_key`` is ``Path(Root.CRED, "api_key")``; ``model``, ``item`` and ``voice`` alone have no name."""

    root: Root
    name: str | None = None

    @property
    def written(self) -> str:
        """The path as the language writes it."""
        return self.root.value if self.name is None else f"{self.root.value}.{self.name}"


@dataclass(frozen=True, slots=True)
class Else:
    """``first else otherwise``: the second counts where the first is absent; ``a else b else c`` nests to the right."""

    first: Path
    otherwise: Path | Scalar | Else


@dataclass(frozen=True, slots=True)
class Template:
    """A text with values in it: ``$(cred.base)/openai`` is ``(Path(...), "/openai")``. Never a single value alone."""

    parts: tuple[str | Path | Else, ...]


type Value = Scalar | Path | Else | Template


class Relation(StrEnum):
    """The relations of a comparison with one literal."""

    EQUAL = "=="
    UNEQUAL = "!="
    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"
    HAS = "has"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A glob (``*`` is the only wildcard and crosses ``/``) or a regular expression of the linear-time subset.

    A glob is anchored at both ends, a regex is searched; both mind case unless `ignore_case`.
    """

    text: str
    regex: bool = False
    ignore_case: bool = False
    excludes: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """True when one part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is not."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Truth:
    """A path alone: ``true``, an enabled toggle or a number other than 0."""

    path: Path


@dataclass(frozen=True, slots=True)
class Compare:
    """A path and one literal. Any relation with something absent is false; ``!=`` is the opposite of ``==``."""

    path: Path
    relation: Relation
    literal: Scalar


@dataclass(frozen=True, slots=True)
class OneOf:
    """``path in a|b``."""

    path: Path
    literals: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """``path matches PATTERN``; with the path ``model``, also what ``match: [...]`` says (any of the patterns)."""

    path: Path
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class InGroup:
    """``model in GROUP``, and what ``group: GROUP`` says."""

    group: str


@dataclass(frozen=True, slots=True)
class Named:
    """A condition by its name; `Provider.conditions` has the tree."""

    name: str


type Condition = All | Any | Not | Truth | Compare | OneOf | Matches | InGroup | Named


@dataclass(frozen=True, slots=True)
class Case[T]:
    """One item of a choice; without `when` it is the ``else``."""

    when: Condition | None
    then: T


@dataclass(frozen=True, slots=True)
class Choice[T]:
    """The first case whose condition holds counts; no value where none does and there is no ``else``."""

    cases: tuple[Case[T], ...]


def constant[T](value: T) -> Choice[T]:
    """A choice that does not depend on anything."""
    return Choice((Case(None, value),))
