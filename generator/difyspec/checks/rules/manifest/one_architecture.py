"""D923."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.layout.tree import texts_at


@rule("D923", INFO)
def one_architecture(plugin: Plugin) -> Iterator[Hit]:
    """The manifest lists one architecture only

    Why: Dify on other machines does not offer the plugin, though Python runs on both.

    Fix: List amd64 and arm64, unless a dependency exists for one only.

    Wrong:
        arch: [amd64]

    Right:
        arch: [amd64, arm64]
    """
    found = list(texts_at(plugin.manifest, "meta", "arch"))
    if len(found) == 1:
        yield Hit(found[0][1].span, f"the plugin is for {found[0][0]} only")
