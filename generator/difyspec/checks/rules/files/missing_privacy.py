"""D936."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.layout.tree import text_at

_TEMPLATE = re.compile(r"!?\[?(please fill in|todo|your privacy policy)", re.IGNORECASE)


@rule("D936", INFO)
def missing_privacy(plugin: Plugin) -> Iterator[Hit]:
    """There is no privacy policy

    PRIVACY.md, or the file that the manifest names as `privacy`, is missing, empty, or still what the scaffold wrote.

    Why: The marketplace refuses the plugin.

    Fix: Write which data goes to whom, if only that everything goes to the provider.

    Wrong:
        Please fill in the privacy policy of the plugin.

    Right:
        Prompts and files are sent to the server of Acme, and nothing is kept by the plugin.
    """
    layout = plugin.layout
    if layout.excerpt:
        return
    name = (text_at(plugin.manifest, "privacy") or "PRIVACY.md").removeprefix("./")
    if name.startswith(("http://", "https://")):
        return
    text = layout.folder.text(name) if layout.has(name) else None
    if text is None:
        yield Hit(plugin.manifest_at("privacy"), f"there is no `{name}`")
    elif not text.strip():
        yield Hit(layout.place(name), f"`{name}` is empty")
    elif _TEMPLATE.search(text):
        yield Hit(layout.place(name), f"`{name}` is still what the scaffold wrote")
