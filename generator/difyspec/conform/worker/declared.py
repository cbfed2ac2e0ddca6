"""What a plugin declares, as the SDK understands it: templates and defaults are filled in."""

from __future__ import annotations

from typing import Any

from .plain import plain
from .plugin import Plugin


def declarations(plugin: Plugin) -> dict[str, Any]:
    """The provider's name, its methods and forms (None where it has none), and its models by type, all plain."""
    found = plain(plugin.configuration.model_dump(mode="json"))
    models = {kind: [plain(one.model_dump(mode="json")) for one in _models(plugin, kind)] for kind in plugin.types()}
    return {
        "provider": found["provider"],
        "methods": found["configurate_methods"],
        "provider_form": _form(found.get("provider_credential_schema")),
        "model_form": _form(found.get("model_credential_schema")),
        "models": models,
    }


def _models(plugin: Plugin, kind: str) -> Any:
    model = plugin.model(kind)
    return model.predefined_models() if hasattr(model, "predefined_models") else model.model_schemas


def _form(declared: Any) -> list[dict[str, Any]] | None:
    return None if declared is None else list(declared["credential_form_schemas"])
