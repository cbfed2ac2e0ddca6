"""What stands with a step of ``normalize``."""

from __future__ import annotations

from typing import override

from difyspec.diagnostics import Span
from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind
from difyspec.language.reader import Reader
from difyspec.source import Node

type Suffix = str
"""The suffix of ``strip_suffix`` and ``ensure_suffix``; empty for ``origin``."""


class SuffixOf(Kind[Suffix]):
    """A path at the end of an address."""

    @property
    @override
    def words(self) -> str:
        return "a path such as `/v1`"

    @override
    def decode(self, node: Node, reader: Reader) -> Suffix | Broken:
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        if not scalar.text.startswith("/") or scalar.text.endswith("/"):
            return reader.report("D109", scalar.span, f"`{scalar.text}` is not {self.words}", "Write it as in `/v1`.")
        return scalar.text

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "string", "pattern": "^/.*[^/]$"}

    @override
    def blank(self, span: Span) -> Suffix:
        return ""


NORMALIZE: Kind[Suffix] = SuffixOf()
