"""One parameter of a model, as the SDK would hold it: its own keys over those of its template."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from difyspec.checks.views.values import number_of, scalar_at
from difyspec.diagnostics import Span
from difyspec.diagnostics.fix import Path
from difyspec.layout.tree import is_null, text_at
from difyspec.loaders.templates import TEMPLATES, Template
from difyspec.source import ListNode, MapNode, ScalarNode, Style

if TYPE_CHECKING:
    from difyspec.checks.views.model import Model


@dataclass(frozen=True)
class Parameter:
    """A rule of `parameter_rules` that is a map and has a name; `index` is its place in the list."""

    model: Model
    node: MapNode
    index: int

    @property
    def path(self) -> Path:
        """Where it stands in its file."""
        return ("parameter_rules", self.index)

    @cached_property
    def name(self) -> str:
        """Its name."""
        return text_at(self.node, "name") or ""

    @cached_property
    def use_template(self) -> str | None:
        """The name of its template, whether there is one of that name or not."""
        return text_at(self.node, "use_template")

    @cached_property
    def template(self) -> Template | None:
        """Its template."""
        return TEMPLATES.get(self.use_template or "")

    @cached_property
    def type(self) -> str | None:
        """Its type, or that of its template."""
        return text_at(self.node, "type") or (self.template.type if self.template else None)

    @cached_property
    def options(self) -> tuple[str, ...]:
        """The values that it may have; empty where it may have any."""
        found = self.node.get("options")
        if isinstance(found, ListNode):
            return tuple(item.text for item in found.items if isinstance(item, ScalarNode))
        return self.template.options if found is None and self.template else ()

    def has(self, key: str) -> bool:
        """Whether it says something itself, be it null."""
        return self.node.get(key) is not None

    def own(self, key: str) -> ScalarNode | None:
        """A value that it has itself."""
        return scalar_at(self.node, key)

    def value(self, key: str) -> ScalarNode | None:
        """`default`, `min`, `max` or `precision`: its own, even if that is null, or the template's."""
        if self.has(key):
            return self.own(key)
        text = getattr(self.template, key) if self.template else None
        if text is None:
            return None
        tag = "float" if "." in text else "int"
        return ScalarNode(text, Style.PLAIN, self.at("use_template"), tag)

    def number(self, key: str) -> Decimal | None:
        """The number of `default`, `min`, `max` or `precision`; None where that is none."""
        found = self.value(key)
        return None if found is None or found.tag == "str" else number_of(found)

    def at(self, key: str) -> Span:
        """Where a value is written: its own key, else the name of the template, else the name of the parameter."""
        for one in (key, "use_template", "name"):
            found = self.node.get(one)
            if found is not None:
                return found.span
        return self.node.span

    def null(self, key: str) -> bool:
        """Whether it says null."""
        return self.has(key) and is_null(self.node.get(key))
