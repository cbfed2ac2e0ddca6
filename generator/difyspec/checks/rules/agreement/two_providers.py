"""D830."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin


@rule("D830", WARNING)
def two_providers(plugin: Plugin) -> Iterator[Hit]:
    """The manifest lists several providers

    Why: Only one counts, and it is the last one when the plugin is packed and the first one in remote debugging.

    Fix: List one provider; make another plugin of the other.

    Wrong:
        plugins: {models: [provider/acme.yaml, provider/acme_cn.yaml]}

    Right:
        plugins: {models: [provider/acme.yaml]}
    """
    for name, node in plugin.layout.provider_names[1:]:
        yield Hit(node.span, f"`{name}` is a second provider, and only one of them counts")
