"""D930."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.layout.tree import text_at


@rule("D930", WARNING)
def missing_entrypoint(plugin: Plugin) -> Iterator[Hit]:
    """The module that starts the plugin is missing

    Dify runs `python -m` with the entrypoint of the manifest. Neither packing nor installing looks for it.

    Why: The plugin installs and never starts.

    Fix: Write main.py, or correct `entrypoint`.

    Wrong:
        entrypoint: start  # and there is only main.py

    Right:
        entrypoint: main
    """
    layout = plugin.layout
    entry = text_at(plugin.manifest, "meta", "runner", "entrypoint")
    if layout.excerpt or not entry:
        return
    path = entry.replace(".", "/")
    if not (layout.has(f"{path}.py") or layout.has(f"{path}/__main__.py")):
        yield Hit(
            plugin.manifest_at("meta", "runner", "entrypoint"), f"there is no module `{entry}` to start the plugin"
        )
