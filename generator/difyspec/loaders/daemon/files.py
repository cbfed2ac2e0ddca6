"""The files that the daemon asks for: plugin_decoder/helper.go and fs.go, media_transport/assets.go.

The packer reads files from the folder, also those that the ignore file leaves out of the package; the installer only
has the package.
"""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.diagnostics import Span
from difyspec.layout import Layout
from difyspec.layout.tree import Path, entries_at, text_at
from difyspec.layout.tree import down as at
from difyspec.loaders.refusals import Gate, Refusal, Trouble
from difyspec.source import ScalarNode

MOST_BYTES = 52_428_800
_ASSETS = "_assets/"


def file_refusals(layout: Layout) -> Iterator[Refusal]:
    """Named files that are missing, and a package that is too large."""
    for name, node in layout.provider_names:
        yield from _missing(layout, name, node.span, ("plugins", "models", name))
    for one in layout.types:
        if one.position is not None and one.position_node is not None:
            yield from _missing(layout, one.position, one.position_node.span, ("models", one.key, "position"))
    if not layout.excerpt:
        yield from _icons(layout)
    if layout.bytes > MOST_BYTES:
        largest = max(layout.names, key=lambda name: layout.folder.sizes[name])
        message = f"the plugin is {layout.bytes / 1_048_576:.1f} MB large, and 50 MB is the most"
        remedy = f"Leave out what it does not need (the largest file is `{largest}`), e.g. in .difyignore."
        yield Refusal(Trouble.SIZE, Gate.PACKAGE, layout.place(largest), (), message, remedy)


def _missing(layout: Layout, name: str, span: Span, path: Path) -> Iterator[Refusal]:
    if name not in layout.folder.sizes:
        message = f"the file `{name}` is missing"
        yield Refusal(Trouble.FILE, Gate.PACKAGE, span, path, message, "Make the file, or correct its path.")
    elif name in layout.ignored:
        rule = layout.ignored[name]
        message = f"the file `{name}` is not packed: line {rule.line} of {layout.ignore_file} leaves it out"
        yield Refusal(Trouble.FILE, Gate.INSTALL, span, path, message, f"Take it out of {layout.ignore_file}.")


def _icons(layout: Layout) -> Iterator[Refusal]:
    manifest = layout.manifest.root if layout.manifest else None
    for key in ("icon", "icon_dark"):
        node = at(manifest, key)
        name = text_at(manifest, key)
        if node is not None and name:
            yield from _icon(layout, name, node.span, (key,))
    for key in ("icon_small", "icon_large"):
        for language, value in entries_at(layout.provider_root, key):
            if isinstance(value, ScalarNode) and value.tag == "str" and value.text:
                yield from _icon(layout, value.text, value.span, (key, language.text))


def _icon(layout: Layout, name: str, span: Span, path: Path) -> Iterator[Refusal]:
    if _ASSETS + name in layout.names:
        return
    remedy = "Put the image into `_assets`, and write its name without the folder."
    short = name.removeprefix("./").removeprefix(_ASSETS)
    suggestion = short if short != name and _ASSETS + short in layout.names else None
    message = f"there is no icon `{name}` in `_assets`"
    yield Refusal(Trouble.ICON, Gate.PACKAGE, span, path, message, remedy, suggestion)
