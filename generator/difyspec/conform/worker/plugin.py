"""The plugin in the working directory, loaded by the SDK's own registration."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any


class Plugin:
    """The provider of a plugin and its models. Raises whatever the SDK raises if the plugin cannot be loaded."""

    def __init__(self) -> None:
        sys.path.insert(0, str(Path.cwd()))
        settings = import_module("dify_plugin.config.config").DifyPluginEnv()
        registration = import_module("dify_plugin.core.plugin_registration").PluginRegistration(settings)
        if not registration.models_mapping:
            raise LookupError("the manifest names no model provider")
        found = next(iter(registration.models_mapping.values()))
        self.configuration, self.provider, self._models = found
        self.folder = str(Path.cwd())

    def model(self, kind: str) -> Any:
        """An instance for a model type, which may be written with underscores; `LookupError` if there is none."""
        wanted = import_module("dify_plugin.entities.model").ModelType(kind.replace("_", "-"))
        if hasattr(self._models, "get_instance"):
            return self._models.get_instance(wanted)
        return self._models[wanted]  # SDKs before 0.1

    def types(self) -> list[str]:
        """The model types that the plugin has classes for."""
        known = getattr(self._models, "models", self._models)
        return sorted(one.value for one in known)
