"""D941."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.layout.tree import entries_at, text_at
from difyspec.source import ScalarNode

_ICONS = ("icon_small", "icon_large", "icon_small_dark", "icon_large_dark")


@rule("D941", INFO)
def unused_asset(plugin: Plugin) -> Iterator[Hit]:
    """A file in `_assets` is not used

    Neither manifest nor provider names it as an icon, and neither Python nor README.md mentions it. Told once.

    Why: It makes the package larger, and is mostly an icon that was replaced.

    Fix: Delete it.

    Wrong:
        # _assets has icon.svg and old.svg
        icon: icon.svg

    Right:
        # _assets has icon.svg
        icon: icon.svg
    """
    layout = plugin.layout
    used = {text_at(plugin.manifest, key) for key in ("icon", "icon_dark")}
    for key in _ICONS:
        used |= {value.text for _, value in entries_at(plugin.provider, key) if isinstance(value, ScalarNode)}
    said = "\n".join(text for module in layout.modules.values() for text in sorted(module.texts))
    readmes = [name for name in layout.names if name.endswith(".md")]
    said += "\n".join(layout.folder.text(name) or "" for name in readmes)
    unused: list[str] = []
    for name in layout.names:
        short = name.removeprefix("_assets/")
        if name != short and short not in used and short not in said:
            unused.append(name)
    if unused:
        more = f", and neither are {len(unused) - 1} more" if unused[1:] else ""
        yield Hit(layout.place(unused[0]), f"`{unused[0]}` is not used{more}")
