"""The label of a model: a text for people, or a computed one."""

from __future__ import annotations

from typing import override

from difyspec.language.kinds.base import Broken, Definitions, JsonSchema, Kind
from difyspec.language.kinds.texts import LocalText
from difyspec.language.kinds.values import ValueOf
from difyspec.language.reader import Reader
from difyspec.language.tree import Expr
from difyspec.provider.expressions import Value
from difyspec.provider.texts import Text
from difyspec.source import Node, ScalarNode

type Label = Text | Expr[Value]


class LabelOf(Kind[Label]):
    """A text for people, which may be computed where it is written once: it is given in the languages of the type."""

    @property
    @override
    def words(self) -> str:
        return "a text for people, also with values in `$( )`"

    @property
    @override
    def title(self) -> str:
        return "Label"

    @override
    def decode(self, node: Node, reader: Reader) -> Label | Broken:
        if isinstance(node, ScalarNode):
            return ValueOf().decode(node, reader)
        return LocalText().decode(node, reader)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return LocalText().schema(definitions)


LABEL: Kind[Label] = LabelOf()
