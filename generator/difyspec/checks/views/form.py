"""Fields of the two credential forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from difyspec.checks.views.values import scalar_at
from difyspec.diagnostics import Span
from difyspec.diagnostics.fix import Path
from difyspec.layout.tree import items_at, nearest, text_at
from difyspec.source import MapNode, Node, ScalarNode

if TYPE_CHECKING:
    from difyspec.checks.views.plugin import Plugin

# Variables that Dify itself sets in the form of a custom model.
IMPLIED = ("__model_type", "__model_name")


@dataclass(frozen=True)
class Option:
    """One value of a select."""

    node: MapNode

    @property
    def value(self) -> ScalarNode | None:
        """Its value."""
        return scalar_at(self.node, "value")

    @property
    def show_on(self) -> tuple[Node, ...]:
        """The conditions under which it is offered."""
        return items_at(self.node, "show_on")


@dataclass(frozen=True)
class Field:
    """A field that has a variable; `form` is ``provider`` or ``model``."""

    plugin: Plugin
    form: str
    node: MapNode

    @cached_property
    def variable(self) -> str:
        """The key under which its value is kept."""
        return text_at(self.node, "variable") or ""

    @cached_property
    def type(self) -> str:
        """Its type; empty where it says none."""
        return text_at(self.node, "type") or ""

    @cached_property
    def path(self) -> Path:
        """Where it stands in the provider's YAML."""
        forms = (f"{self.form}_credential_schema", "credential_form_schemas")
        items = items_at(self.plugin.provider, *forms)
        return (*forms, next(index for index, item in enumerate(items) if item is self.node))

    @property
    def secret(self) -> bool:
        """Whether what is filled in is hidden."""
        return self.type == "secret-input"

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Its options."""
        return tuple(Option(node) for node in items_at(self.node, "options") if isinstance(node, MapNode))

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The values of its options."""
        return tuple(value.text for one in self.options if (value := one.value) is not None)

    @property
    def show_on(self) -> tuple[Node, ...]:
        """The conditions under which it is shown."""
        return items_at(self.node, "show_on")

    @cached_property
    def own_conditions(self) -> tuple[tuple[str, str, Node], ...]:
        """Variable, value and place of the conditions under which the field is shown."""
        return tuple(_conditions(self.show_on))

    @cached_property
    def conditions(self) -> tuple[tuple[str, str, Node], ...]:
        """The same, and those of its options."""
        return (*self.own_conditions, *(one for option in self.options for one in _conditions(option.show_on)))

    def at(self, *path: str | int) -> Span:
        """Where the value at a path is written, or as much of it as there is; its variable at least."""
        found = nearest(self.node, path)
        variable = self.node.get("variable")
        return found.span if found is not self.node else (variable or self.node).span


def _conditions(nodes: tuple[Node, ...]) -> Iterator[tuple[str, str, Node]]:
    for node in nodes:
        variable, value = text_at(node, "variable"), text_at(node, "value")
        if variable is not None and value is not None:
            yield variable, value, node
