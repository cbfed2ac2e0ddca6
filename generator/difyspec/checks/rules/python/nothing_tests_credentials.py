"""D958."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin


@rule("D958", WARNING)
def nothing_tests_credentials(plugin: Plugin) -> Iterator[Hit]:
    """Any credentials are taken for good ones

    Told where `validate_provider_credentials` does nothing, the provider has predefined models, and its form asks for
    a secret.

    Why: A mistyped key is saved, and every call fails with it; users look for the reason in their apps.

    Fix: Call `validate_credentials` of a model that the provider lists.

    Wrong:
        def validate_provider_credentials(self, credentials: dict) -> None:
            pass

    Right:
        def validate_provider_credentials(self, credentials: dict) -> None:
            instance = self.get_model_instance("llm")
    """
    module = plugin.layout.modules.get(plugin.layout.provider_source or "")
    asked = any(field.secret for field in plugin.form("provider"))
    if module is not None and module.untested is not None and asked and "predefined-model" in plugin.methods:
        yield Hit(module.untested, "nothing tests the credentials of the provider, so any are saved")
