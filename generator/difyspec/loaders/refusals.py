"""What a loader says no to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from difyspec.diagnostics import Span
from difyspec.layout.tree import Path


class Gate(StrEnum):
    """Where a plugin is refused. The values complete the sentence "refused …".

    The last two only show in some situations, the others keep a plugin from being used.
    """

    SDK = "by the SDK when the plugin starts"
    CALL = "by the SDK at the first call"
    PACKAGE = "by `dify plugin package`"
    INSTALL = "when Dify installs the plugin"
    DEBUG = "when the plugin is debugged remotely"
    ANSWER = "when Dify asks a running plugin for its models"

    @property
    def always(self) -> bool:
        """Whether everybody who uses the plugin meets this gate."""
        return self not in (Gate.DEBUG, Gate.ANSWER)


class Trouble(StrEnum):
    """What kind of thing is wrong."""

    MISSING = "missing"
    TYPE = "type"
    WORD = "word"
    FORMAT = "format"
    LIMIT = "limit"
    FILE = "file"
    ICON = "icon"
    PYTHON = "python"
    CLASS = "class"
    KIND = "kind"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that one gate refuses; `path` is the path of keys within the file, `due` the type that it asks for."""

    trouble: Trouble
    gate: Gate
    span: Span
    path: Path
    message: str
    help: str
    suggestion: str | None = None
    due: str = ""
