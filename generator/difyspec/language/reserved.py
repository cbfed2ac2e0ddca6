"""Names that groups and conditions cannot have, since expressions use them already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import override

from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, NameKind
from difyspec.language.kinds.texts import Plain
from difyspec.language.positions import NAME
from difyspec.language.reader import Reader
from difyspec.provider.expressions import Root
from difyspec.source import Node

RESERVED = (*Root, "and", "or", "not", "in", "has", "matches", "else", "true", "false", "null")


@dataclass(eq=False, repr=False, match_args=False)
class Declared(NameKind):
    """The name of a group or a condition."""

    form: Plain = NAME

    @property
    @override
    def words(self) -> str:
        return self.form.words

    @property
    @override
    def pattern(self) -> str:
        return rf"(?!(?:{'|'.join(RESERVED)})$){self.form.pattern}"

    @override
    def decode(self, node: Node, reader: Reader) -> str | Broken:
        name = self.form.decode(node, reader)
        if name is BROKEN or name not in RESERVED:
            return name
        return reader.report("D125", node.span, f"`{name}` has a meaning of its own in expressions")

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


DECLARED = Declared()
