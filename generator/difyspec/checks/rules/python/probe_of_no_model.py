"""D952."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import nearest


@rule("D952", WARNING)
def probe_of_no_model(plugin: Plugin) -> Iterator[Hit]:
    """Credentials are tested with a model that the provider does not list

    The model that `validate_provider_credentials` names in its call of `validate_credentials`.

    Why: The list is what is kept up to date; a model that is not in it is switched off one day, and then nobody can
    save credentials any more.

    Fix: Name a model of the list.

    Wrong:
        instance.validate_credentials(model="acme-chat-1", credentials=credentials)

    Right:
        instance.validate_credentials(model="acme-chat", credentials=credentials)
    """
    known = {model.id: model for model in plugin.models}
    for module in plugin.layout.modules.values() if known else ():
        for probe in module.probes:
            if probe.model not in known:
                message = f"credentials are tested with `{probe.model}`, which is none of the provider's models"
                yield Hit(probe.span, message, suggestion=nearest(probe.model, sorted(known)))
