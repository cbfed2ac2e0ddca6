"""D953."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import Related


@rule("D953", WARNING)
def probe_of_deprecated_model(plugin: Plugin) -> Iterator[Hit]:
    """Credentials are tested with a deprecated model

    Why: When the model is switched off, nobody can save credentials any more, however right they are.

    Fix: Name a model that is not deprecated.

    Wrong:
        instance.validate_credentials(model="acme-chat-1", credentials=credentials)  # deprecated: true

    Right:
        instance.validate_credentials(model="acme-chat", credentials=credentials)
    """
    known = {model.id: model for model in plugin.models}
    for module in plugin.layout.modules.values():
        for probe in module.probes:
            model = known.get(probe.model)
            if model is not None and model.deprecated:
                related = (Related(model.at("deprecated"), "deprecated here"),)
                yield Hit(probe.span, f"credentials are tested with the deprecated `{probe.model}`", related=related)
