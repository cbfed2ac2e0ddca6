"""D931."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin


@rule("D931", WARNING)
def missing_dependencies(plugin: Plugin) -> Iterator[Hit]:
    """The plugin names no dependencies

    Neither pyproject.toml nor requirements.txt is packed.

    Why: Dify makes an environment for the plugin from one of them: without, the installation fails.

    Fix: Write a pyproject.toml that depends on dify_plugin.

    Wrong:
        # .difyignore
        pyproject.toml

    Right:
        # .difyignore
        tests/
    """
    layout = plugin.layout
    if not layout.excerpt and not (layout.has("pyproject.toml") or layout.has("requirements.txt")):
        yield Hit(layout.place("manifest.yaml"), "there is neither a `pyproject.toml` nor a `requirements.txt`")
