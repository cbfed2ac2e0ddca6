"""Values that may be computed: expressions, conditions, patterns, request bodies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import override

from difyspec.diagnostics import Span
from difyspec.language.expressions.bodies import body
from difyspec.language.expressions.conditions import condition
from difyspec.language.expressions.foreign import foreign, is_bare, tell_foreign
from difyspec.language.expressions.patterns import pattern
from difyspec.language.expressions.ruler import Ruler
from difyspec.language.expressions.values import computed, template
from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind
from difyspec.language.kinds.numbers import decode_flag, decode_number, resolved
from difyspec.language.kinds.texts import SCALARS, unknown_word
from difyspec.language.reader import Reader
from difyspec.language.tree import Expr
from difyspec.provider.expressions import Condition, Else, Pattern, Template, Value
from difyspec.provider.transport import BodyData
from difyspec.provider.values import Kind as Type
from difyspec.provider.values import Scalar, text
from difyspec.source import Node, ScalarNode, Style

COMPUTED: JsonSchema = {"type": "string", "pattern": r"\$\("}


@dataclass(eq=False, repr=False, match_args=False)
class ValueOf(Kind[Expr[Value]]):
    """A value, or ``$( )`` for all of it. `type` is what it must come to.

    A text may also have ``$( )`` within it. `options` are the words that may be written.
    """

    type: Type | None = Type.TEXT
    whole: bool = False
    options: tuple[str, ...] = ()
    null: bool = False

    @property
    @override
    def words(self) -> str:
        if self.options:
            return " or ".join(f"`{one}`" for one in self.options) + ", or a value in `$( )`"
        return {
            Type.TEXT: "a text, also with values in `$( )`",
            Type.BOOL: "`true`, `false`, or a value in `$( )`",
            None: "a value of any type, also in `$( )`",
        }.get(self.type, f"a {'whole ' if self.whole else ''}number, or a value in `$( )`")

    @property
    @override
    def title(self) -> str:
        if self.options:
            return ""
        whole = "Whole" if self.whole else "Number"
        return {Type.TEXT: "TextValue", Type.BOOL: "FlagValue", None: "AnyValue"}.get(self.type, f"{whole}Value")

    @override
    def decode(self, node: Node, reader: Reader) -> Expr[Value] | Broken:
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        if is_bare(scalar.text) and (self.options or self.type not in (None, Type.TEXT)):
            message = f"`{scalar.text}` is only text here, and {self.words} is due"
            code = "D108" if self.options else "D106" if self.type is Type.BOOL else "D107"
            meant = f"$({scalar.text})"
            return reader.report(code, scalar.span, message, f"Write `{meant}`.", suggestion=meant)
        tell_foreign(scalar.text, Ruler(scalar, reader.texts), reader.report)
        if "$(" not in scalar.text:
            literal = self._literal(scalar, reader)
            return BROKEN if literal is BROKEN else Expr(literal, scalar.span)
        found = template(scalar.text, Ruler(scalar, reader.texts), reader.report)
        if found is BROKEN:
            return BROKEN
        return self._checked(found, scalar, reader)

    def _literal(self, scalar: ScalarNode, reader: Reader) -> Scalar | Broken:
        if self.options:
            fits = scalar.text in self.options
            return text(scalar.text) if fits else unknown_word(scalar, self.options, reader)
        if self.type is Type.TEXT:
            return text(scalar.text)
        if self.type is None or (self.null and resolved(scalar).kind is Type.NULL):
            return resolved(scalar)
        return decode_flag(scalar, reader) if self.type is Type.BOOL else decode_number(scalar, self.whole, reader)

    def _checked(self, found: Expr[Value], scalar: ScalarNode, reader: Reader) -> Expr[Value] | Broken:
        """What stands behind ``else`` must be of the right type, and only a text is put together."""
        tree = found.tree
        if isinstance(tree, Template) and self.type is not Type.TEXT and self.type is not None:
            return reader.report("D126", scalar.span, f"only a text can be put together, and {self.words} is due here")
        last = tree
        while isinstance(last, Else):
            last = last.otherwise
        if not isinstance(last, Scalar) or (self.type in (None, Type.TEXT) and not self.options):
            return found
        place = ScalarNode(last.text, Style.PLAIN, found.at(last))
        return BROKEN if self._literal(place, reader) is BROKEN else found

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        if self.options:
            return {"anyOf": [{"enum": list(self.options)}, COMPUTED]}
        if self.type in (None, Type.TEXT):
            return {"type": [*SCALARS, "null"] if self.type is None or self.null else SCALARS}
        plain = "boolean" if self.type is Type.BOOL else "integer" if self.whole else "number"
        return {"anyOf": [{"type": [plain, "null"] if self.null else plain}, COMPUTED, *self._spelled()]}

    def _spelled(self) -> list[JsonSchema]:
        return [] if self.type is Type.BOOL else [{"type": "string", "pattern": r"^-?[0-9]+(?:\.[0-9]+)?$"}]

    @override
    def blank(self, span: Span) -> Expr[Value]:
        return Expr(text(""), span)


class AddressOf(ValueOf):
    """The address of a server: a text that begins with no value of another language."""

    @override
    def decode(self, node: Node, reader: Reader) -> Expr[Value] | Broken:
        if isinstance(node, ScalarNode):
            first = next(foreign(node.text), None)
            if first is not None and first.start == 0:
                place = Ruler(node, reader.texts).span(first.start, first.end)
                message = f"`{first.written}` is only text here, and not the address of a server"
                return reader.report("D109", place, message, first.remedy)
        return super().decode(node, reader)


class ConditionOf(Kind[Expr[Condition]]):
    """A condition."""

    @property
    @override
    def words(self) -> str:
        return "a condition"

    @override
    def decode(self, node: Node, reader: Reader) -> Expr[Condition] | Broken:
        scalar = reader.scalar(node, self)
        return BROKEN if scalar is BROKEN else condition(scalar.text, Ruler(scalar, reader.texts), reader.report)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": ["string", "boolean"]}


@dataclass(eq=False, repr=False, match_args=False)
class PatternOf(Kind[Pattern]):
    """A pattern for names: a glob, or ``/regex/``; with `excludes` a leading ``-`` takes names out."""

    excludes: bool = False

    @property
    @override
    def words(self) -> str:
        return "a pattern"

    @override
    def decode(self, node: Node, reader: Reader) -> Pattern | Broken:
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        return pattern(scalar.text, Ruler(scalar, reader.texts), reader.report, excludes=self.excludes)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": SCALARS}


class BodyOf(Kind[Expr[BodyData]]):
    """Any data for a request body, with ``$( )`` wherever a text stands."""

    @property
    @override
    def words(self) -> str:
        return "anything JSON has, with values in `$( )`"

    @override
    def decode(self, node: Node, reader: Reader) -> Expr[BodyData] | Broken:
        return body(node, reader.texts, reader.report)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {}


class ComputedOf(Kind[Expr[Value]]):
    """``$( )`` and nothing else."""

    @property
    @override
    def words(self) -> str:
        return "a value in `$( )`"

    @override
    def decode(self, node: Node, reader: Reader) -> Expr[Value] | Broken:
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        return computed(scalar.text, Ruler(scalar, reader.texts), reader.report)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "string", "pattern": r"^\$\(.*\)$"}
