"""The part of ``difyspec check`` that looks at plugins nobody generated."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from difyspec.diagnostics import Finding
    from difyspec.layout import Layout

MANIFEST = "manifest.yaml"


@dataclass(slots=True)
class PluginChecks:
    """Checks plugins one after the other, and keeps what is needed to compare them."""

    layouts: list[Layout] = field(default_factory=list)

    def check(self, folder: Path) -> tuple[list[Finding], dict[str, str]]:
        """The findings about one plugin, and the texts they point into."""
        from difyspec.checks import check_layout
        from difyspec.layout import layout_of
        from difyspec.source import open_folder

        gc.disable()  # trees of nodes have no cycles, and looking for some takes a quarter of the time
        layout = layout_of(open_folder(folder))
        self.layouts.append(layout)
        return check_layout(layout), layout.folder.texts()

    def compare(self) -> list[Finding]:
        """The findings that only show when the plugins checked so far are compared with each other."""
        from difyspec.checks import check_many

        return check_many(self.layouts)


def plugins_in(folder: Path) -> list[Path]:
    """The plugins right in a folder; none where the folder is a plugin itself, or has none."""
    if (folder / MANIFEST).is_file():
        return []
    return sorted(one for one in folder.iterdir() if os.path.lexists(one / MANIFEST))


def is_plugin(folder: Path) -> bool:
    """Whether a folder is a plugin, or holds plugins."""
    return (folder / MANIFEST).is_file() or bool(plugins_in(folder))


def unfolded(folders: Sequence[Path]) -> list[Path]:
    """Folders of plugins taken apart into the plugins, each plugin once."""
    found = [one for folder in folders for one in (plugins_in(folder) or [folder])]
    return list(dict.fromkeys(found))
