"""What every kind of value has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Protocol, final, get_origin

from difyspec.diagnostics import Span
from difyspec.source import Node

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

    from difyspec.language.reader import Reader
    from difyspec.language.section import Section

type JsonSchema = dict[str, Any]


class Definitions(Protocol):
    """Gives references to definitions that the schema has once."""

    def section(self, section: type[Section]) -> JsonSchema:
        """The definition of a section."""

    def named(self, name: str, make: Callable[[], JsonSchema]) -> JsonSchema:
        """The definition of that name, made when it is asked for first."""


@final
class Broken(Enum):
    """The type of `BROKEN`."""

    BROKEN = 0


BROKEN: Final = Broken.BROKEN
"""Given back for a value that was no good, after a finding about it."""


class Kind[T](ABC):
    """One kind of value. The decoder never guesses: a key has a kind, and the kind reads whatever stands there."""

    @property
    @abstractmethod
    def words(self) -> str:
        """What is due, for messages and documentation: ``a text``, ``true or false``."""

    @abstractmethod
    def decode(self, node: Node, reader: Reader) -> T | Broken:
        """The value; or a finding to the reader and `BROKEN`."""

    @abstractmethod
    def schema(self, definitions: Definitions) -> JsonSchema:
        """The JSON Schema of what may be written."""

    @property
    def title(self) -> str:
        """The name under which a schema has this kind once; empty where it is written out at each place."""
        return ""

    @final
    def hoisted(self, definitions: Definitions) -> JsonSchema:
        """The JSON Schema, or a reference to it."""
        title = self.title
        return definitions.named(title, lambda: self.schema(definitions)) if title else self.schema(definitions)

    def blank(self, span: Span) -> T:
        """What stands for a required value that is missing or broken."""
        raise NotImplementedError(f"{type(self).__name__} cannot be required (at {span})")

    def __get_pydantic_core_schema__(self, source: Any, handler: object) -> CoreSchema:
        """What pydantic checks of a value: its class alone, since the decoder has made it."""
        from pydantic_core import core_schema

        made = get_origin(source) or source
        return core_schema.is_instance_schema(made) if isinstance(made, type) else core_schema.any_schema()

    @property
    def sections(self) -> tuple[type[Section], ...]:
        """The sections that may stand here, for documentation."""
        return ()


class NameKind(Kind[str]):
    """A kind of text that names something."""

    @property
    @abstractmethod
    def pattern(self) -> str:
        """The regular expression of all such names."""
