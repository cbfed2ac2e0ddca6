"""D939."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.layout.tree import text_at

OFFICIAL = "langgenius"


@rule("D939", INFO)
def reserved_author(plugin: Plugin) -> Iterator[Hit]:
    """The author's name is one that the marketplace keeps for Dify

    It contains `langgenius` or `dify`, without being `langgenius` itself.

    Why: The marketplace refuses the plugin.

    Fix: Write your own name, the one of your account.

    Wrong:
        author: my-dify

    Right:
        author: acme
    """
    author = text_at(plugin.manifest, "author") or ""
    if author != OFFICIAL and ("dify" in author.lower() or OFFICIAL in author.lower()):
        yield Hit(plugin.manifest_at("author"), f"the author is called `{author}`")
