"""HTTP statuses: one, a class of them, a range."""

from __future__ import annotations

import re
from typing import override

from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind
from difyspec.language.reader import Reader
from difyspec.source import Node

_STATUS = re.compile(r"([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?|([1-5])xx")

_HELP = "Write a number from 100 to 599, a class of them such as 5xx, a range such as 500-504, or a list of these."


class Status(Kind[tuple[int, int]]):
    """``402``, ``5xx`` or ``500-504``, as the first and the last status."""

    @property
    @override
    def words(self) -> str:
        return "a status such as 402, 5xx or 500-504"

    @override
    def decode(self, node: Node, reader: Reader) -> tuple[int, int] | Broken:
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        match = _STATUS.fullmatch(scalar.text)
        if match is None:
            return reader.report("D109", scalar.span, f"`{scalar.text}` is not {self.words}", _HELP)
        if match[3]:
            return int(match[3]) * 100, int(match[3]) * 100 + 99
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            return reader.report("D109", scalar.span, f"the range `{scalar.text}` ends before it begins", _HELP)
        return first, last

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        number = {"type": "integer", "minimum": 100, "maximum": 599}
        return {"anyOf": [number, {"type": "string", "pattern": f"^(?:{_STATUS.pattern})$"}]}


STATUS: Kind[tuple[int, int]] = Status()
