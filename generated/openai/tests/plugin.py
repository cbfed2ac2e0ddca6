"""The plugin as the SDK has loaded it."""

from __future__ import annotations

from typing import Any

from dify_plugin import DifyPluginEnv
from dify_plugin.core.plugin_registration import PluginRegistration
from dify_plugin.entities.model import ModelType

from .expected import PROVIDER


class Plugin:
    """Loads the plugin of the working directory. Models are made anew for each call, as the SDK does."""

    def __init__(self) -> None:
        self.registration = PluginRegistration(DifyPluginEnv())
        self.declaration, self.provider, self._models = self.registration.models_mapping[PROVIDER]

    def model(self, type_: str) -> Any:
        """An instance of the class of a model type."""
        return self._models.get_instance(ModelType(type_))
