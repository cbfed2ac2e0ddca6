"""D924."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import Related
from difyspec.layout.tree import text_at


@rule("D924", INFO)
def names_differ(plugin: Plugin) -> Iterator[Hit]:
    """The provider has another name than the plugin

    Why: Dify knows models as author/plugin/provider; two names for one thing are hard to find. Once users have the
    plugin, neither can be changed.

    Fix: Give both one name if the plugin is new; leave it as it is if users have it.

    Wrong:
        # manifest.yaml has name: acme-plugin
        provider: acme

    Right:
        # manifest.yaml has name: acme
        provider: acme
    """
    name, provider = text_at(plugin.manifest, "name"), text_at(plugin.provider, "provider")
    if name and provider and name != provider:
        related = (Related(plugin.manifest_at("name"), "the plugin's name"),)
        yield Hit(
            plugin.at("provider"), f"the provider is called `{provider}` and the plugin `{name}`", related=related
        )
