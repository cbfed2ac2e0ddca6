"""One model file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from difyspec.checks.views.parameter import Parameter
from difyspec.checks.views.price import Price
from difyspec.checks.views.values import scalar_at, whole_of
from difyspec.diagnostics import Span
from difyspec.layout.tree import Path, down, items_at, nearest, text_at, texts_at
from difyspec.source import MapNode, Node, ScalarNode

if TYPE_CHECKING:
    from difyspec.checks.views.plugin import Plugin


@dataclass(frozen=True)
class Model:
    """A model: the plugin it belongs to, its file (a path within the plugin) and its tree.

    `keys` are the keys of `models` in the provider's YAML that lead to the file.
    """

    plugin: Plugin
    file: str
    node: MapNode
    keys: tuple[str, ...]

    @cached_property
    def id(self) -> str:
        """The name of the model; empty where it has none."""
        return text_at(self.node, "model") or ""

    @cached_property
    def type(self) -> str:
        """The model type that it says; empty where it says none."""
        return text_at(self.node, "model_type") or ""

    @property
    def stem(self) -> str:
        """The name of the file without folder and ending."""
        return self.file.rpartition("/")[2].rpartition(".")[0]

    @cached_property
    def features(self) -> dict[str, ScalarNode]:
        """Its features, each with its place."""
        return dict(texts_at(self.node, "features"))

    @cached_property
    def deprecated(self) -> bool:
        """Whether it says that it is deprecated."""
        found = scalar_at(self.node, "deprecated")
        return found is not None and found.tag == "bool" and found.text == "true"

    def property_of(self, key: str) -> Node | None:
        """A value of `model_properties`."""
        return down(self.node, "model_properties", key)

    @cached_property
    def context_size(self) -> int | None:
        """The size of its context in tokens, where that is a whole number."""
        return whole_of(scalar_at(self.node, "model_properties", "context_size"))

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its parameters that have a name."""
        found = enumerate(items_at(self.node, "parameter_rules"))
        rules = (Parameter(self, node, index) for index, node in found if isinstance(node, MapNode))
        return tuple(rule for rule in rules if rule.name)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of a name."""
        return next((one for one in self.parameters if one.name == name), None)

    @cached_property
    def max_tokens(self) -> Parameter | None:
        """The parameter that limits the answer: the one with the template of that name, else the one of that name."""
        built = (one for one in self.parameters if one.use_template == "max_tokens")
        return next(built, self.parameter("max_tokens"))

    @cached_property
    def price(self) -> Price | None:
        """What it costs, if it says so."""
        found = self.node.get("pricing")
        return Price(found) if isinstance(found, MapNode) else None

    def at(self, *path: str | int) -> Span:
        """Where the value at a path is written, or as much of the path as there is; the name of the model at least."""
        steps: Path = path
        found = nearest(self.node, steps)
        return found.span if found is not self.node else self.name_at

    @property
    def name_at(self) -> Span:
        """Where the model's name is written."""
        found = self.node.get("model")
        return found.span if found is not None else self.node.span.start()
