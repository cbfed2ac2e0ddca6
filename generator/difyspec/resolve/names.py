"""Everything that can be referred to by name, and what was."""

from __future__ import annotations

from dataclasses import dataclass, field

from difyspec.diagnostics import Span
from difyspec.language.tree import Expr
from difyspec.provider.expressions import Condition, Pattern
from difyspec.provider.forms import Fact, FactType, Field, FieldType
from difyspec.provider.models import ModelType
from difyspec.resolve.expressions.shapes import FLAG, NUMBER, TEXT, Shape, Sort


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form, where it was written, and which form it is of (``provider`` or ``model``)."""

    field: Field
    span: Span
    form: str

    def seen_by(self, type_: ModelType) -> bool:
        """Whether the field is in the form of a model type."""
        return not self.field.model_types or type_.value in self.field.model_types

    @property
    def shape(self) -> Shape:
        """What reading it comes to."""
        one = self.field
        match one.type:
            case FieldType.INT:
                return Shape(Sort.NUMBER, default=one.default)
            case FieldType.SELECT | FieldType.RADIO:
                return Shape(Sort.SELECT, tuple(option.value for option in one.options), default=one.default)
            case FieldType.TOGGLE:
                pair = (one.enabled or "true", one.disabled or "false")
                return Shape(Sort.FLAG, pair, toggle=pair, default=one.default)
            case _:
                return Shape(Sort.TEXT, default=one.default)


_FACTS = {FactType.TEXT: TEXT, FactType.INT: NUMBER, FactType.FLOAT: NUMBER, FactType.BOOL: FLAG}


def fact_shape(fact: Fact) -> Shape:
    """What reading a fact comes to."""
    return Shape(Sort.SELECT, fact.options) if fact.type is FactType.SELECT else _FACTS[fact.type]


@dataclass(slots=True)
class Names:
    """What is declared.

    `closed` has the models of those types of which all are in the spec, under the names that patterns test at that
    stage, and `offered` the same under Dify's; `unclear` are the fields that were written and not understood; `used`
    collects (kind, name) of everything that was referred to.
    """

    fields: dict[str, list[FormField]] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    groups: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    conditions: dict[str, Expr[Condition]] = field(default_factory=dict)
    parameters: dict[ModelType, dict[str, Shape]] = field(default_factory=dict)
    closed: dict[ModelType, tuple[str, ...]] = field(default_factory=dict)
    offered: dict[ModelType, tuple[str, ...]] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)
    used: set[tuple[str, str]] = field(default_factory=set)

    def use(self, kind: str, name: str | None) -> None:
        """Remembers that a ``cred``, ``discovered``, ``group``, ``condition``, ``definition`` … was referred to.

        What a misspelt name most likely means counts as well; None is nothing.
        """
        if name is not None:
            self.used.add((kind, name))

    def parameters_of(self, types: tuple[ModelType, ...]) -> dict[str, Shape]:
        """The parameters that models of some types have."""
        return {name: shape for type_ in types for name, shape in self.parameters.get(type_, {}).items()}
