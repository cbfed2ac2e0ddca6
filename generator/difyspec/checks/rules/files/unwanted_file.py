"""D937."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.layout import ignore

_UNWANTED = re.compile(
    r"(?:.*/)?(?:\.env|[^/]*\.(?:pyc|pem|p12|key|log|sqlite3?|difypkg)|\.DS_Store|Thumbs\.db|id_rsa|\.pytest_cache/.*)"
)


@rule("D937", WARNING)
def unwanted_file(plugin: Plugin) -> Iterator[Hit]:
    """Something is packed that does not belong into a plugin

    Secrets (.env, keys), caches, logs, environments, packages. Told once for each kind.

    Why: Everybody who installs the plugin gets it, and the marketplace refuses the plugin.

    Fix: Add a line to .difyignore.

    Wrong:
        # .difyignore is empty, and there is a file .env
        # nothing

    Right:
        # .difyignore
        .env
    """
    layout = plugin.layout
    told: set[str] = set()
    for name in layout.names:
        if _UNWANTED.fullmatch(name) and name.rpartition("/")[2] != ".env.example":
            kind = name.rpartition(".")[2]
            if kind not in told:
                told.add(kind)
                yield Hit(
                    layout.place(name), f"`{name}` would be packed", f"Add `{name.rpartition('/')[2]}` to .difyignore."
                )
    text = layout.folder.text(layout.ignore_file) if layout.ignore_file else None
    lines = ignore.rules(text or "")
    for folder in layout.folder.tools:
        kind = folder.rpartition("/")[2]
        if kind not in told and kind != "__pycache__" and not ignore.ignored([f"{folder}/x"], lines):
            told.add(kind)
            yield Hit(layout.place(folder), f"the folder `{folder}` would be packed", f"Add `{kind}/` to .difyignore.")
