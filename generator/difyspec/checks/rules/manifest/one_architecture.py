"""D923."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, UNSAFE, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.fix import InsertItems, unsafe
from difyspec.layout.tree import texts_at


@rule("D923", INFO, UNSAFE)
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
        other = {"amd64": "arm64", "arm64": "amd64"}.get(found[0][0])
        edit = InsertItems(("meta", "arch"), 1, (other or "",))
        fix = unsafe(found[0][1].span.file, edit) if other is not None else None
        yield Hit(found[0][1].span, f"the plugin is for {found[0][0]} only", fix=fix)
