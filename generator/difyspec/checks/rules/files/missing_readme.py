"""D934."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin


@rule("D934", WARNING)
def missing_readme(plugin: Plugin) -> Iterator[Hit]:
    """There is no README.md

    Why: Dify shows it as the plugin's description and complains when it is not there; the marketplace refuses plugins
    without.

    Fix: Write a README.md in English.

    Wrong:
        # .difyignore
        *.md

    Right:
        # .difyignore
        docs/
    """
    layout = plugin.layout
    if not layout.excerpt and not layout.has("README.md"):
        yield Hit(layout.place("manifest.yaml"), "there is no `README.md`")
