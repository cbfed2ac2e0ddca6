"""A plugin as rules see it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from difyspec.checks.views.form import Field
from difyspec.checks.views.model import Model
from difyspec.diagnostics import Span
from difyspec.layout import Layout
from difyspec.layout.tree import Path, down, items_at, nearest, text_at, texts_at
from difyspec.source import MapNode, Node, ScalarNode

FORMS = (("provider", "provider_credential_schema"), ("model", "model_credential_schema"))


@dataclass(frozen=True)
class Plugin:
    """The declarations of one plugin."""

    layout: Layout

    @property
    def manifest(self) -> Node | None:
        """The tree of the manifest."""
        return self.layout.manifest.root if self.layout.manifest else None

    @property
    def provider(self) -> Node | None:
        """The tree of the provider's YAML."""
        return self.layout.provider_root

    @cached_property
    def name(self) -> str:
        """The provider's name, or the plugin's."""
        return text_at(self.provider, "provider") or text_at(self.manifest, "name") or ""

    @cached_property
    def types(self) -> dict[str, ScalarNode]:
        """`supported_model_types`, each with its place."""
        return dict(texts_at(self.provider, "supported_model_types"))

    @cached_property
    def methods(self) -> dict[str, ScalarNode]:
        """`configurate_methods`, each with its place."""
        return dict(texts_at(self.provider, "configurate_methods"))

    @cached_property
    def models(self) -> tuple[Model, ...]:
        """The models that some loader loads, by file."""
        found = (self._model(name) for name in self.layout.model_names)
        return tuple(model for model in found if model is not None)

    @cached_property
    def ids(self) -> dict[str, dict[str, list[Model]]]:
        """The models by the type that they say and by name."""
        found: dict[str, dict[str, list[Model]]] = {}
        for model in self.models:
            if model.id:
                found.setdefault(model.type, {}).setdefault(model.id, []).append(model)
        return found

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields of both forms that have a variable."""
        found = (
            Field(self, form, node)
            for form, schema in FORMS
            for node in items_at(self.provider, schema, "credential_form_schemas")
            if isinstance(node, MapNode)
        )
        return tuple(field for field in found if field.variable)

    def form(self, form: str) -> tuple[Field, ...]:
        """The fields of one form."""
        return tuple(field for field in self.fields if field.form == form)

    def at(self, *path: str | int) -> Span:
        """Where a value of the provider's YAML is written, or as much of the path as there is."""
        return self._at(self.layout.provider_root, self._provider_name, path)

    def manifest_at(self, *path: str | int) -> Span:
        """Where a value of the manifest is written, or as much of the path as there is."""
        return self._at(self.manifest, "manifest.yaml", path)

    @property
    def _provider_name(self) -> str:
        names = self.layout.provider_names
        return names[-1][0] if names else "manifest.yaml"

    def _at(self, root: Node | None, name: str, path: Path) -> Span:
        found = nearest(root, path) if root is not None else None
        return found.span if found is not None and found is not root else self.layout.place(name)

    def _model(self, name: str) -> Model | None:
        root = self.layout.root(name)
        if not isinstance(root, MapNode):
            return None
        keys = tuple(one.key for one in self.layout.types if name in one.sdk_files or name in one.daemon_files)
        return Model(self, name, root, keys)

    @cached_property
    def currencies(self) -> dict[str, list[Model]]:
        """The models that cost something, by currency."""
        found: dict[str, list[Model]] = {}
        for model in self.models:
            if model.price is not None and model.price.currency and model.price.amounts:
                found.setdefault(model.price.currency, []).append(model)
        return found

    @cached_property
    def units(self) -> dict[Decimal, list[Model]]:
        """The models that cost something, by unit."""
        found: dict[Decimal, list[Model]] = {}
        for model in self.models:
            if model.price is not None and model.price.unit is not None and model.price.amounts:
                found.setdefault(model.price.unit.normalize(), []).append(model)
        return found

    def flag(self, *path: str) -> bool:
        """Whether a value of the manifest is true."""
        found = down(self.manifest, *path)
        return isinstance(found, ScalarNode) and found.tag == "bool" and found.text == "true"
