"""The files that ``difyspec check --fix`` changes: a plugin's, or those of a spec."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from difyspec.checks import check_layout
from difyspec.edit.fixing import PLUGIN, SPEC, Reader
from difyspec.edit.write import write_text
from difyspec.layout import layout_of
from difyspec.output.paths import LOCK
from difyspec.policy.checked import Checked
from difyspec.source import open_folder
from difyspec.source.load import load_text


class Files(Protocol):
    """One plugin or spec on disk. Files are named by the path that spans show."""

    path: Path
    reader: Reader
    generated: bool

    def checked(self, edited: Mapping[str, str]) -> Checked:
        """What is found when some files have other texts."""

    def text(self, file: str) -> str | None:
        """The text of a file as it was when it was read first."""

    def write(self, file: str, text: str) -> str | None:
        """Replaces a file; why it was not."""


class PluginFiles:
    """A plugin. The files that a spec was compiled to are not to be fixed: the next run would undo it."""

    reader = PLUGIN

    def __init__(self, path: Path) -> None:
        self.path = path
        self.generated = (path / LOCK).is_file()
        self._layout = layout_of(open_folder(path))
        self._folder = self._layout.folder

    def checked(self, edited: Mapping[str, str]) -> Checked:
        """See `Files`."""
        folder = self._folder.edited({self._layout.named(file): text for file, text in edited.items()})
        layout = layout_of(folder)
        return Checked(self.path, check_layout(layout), folder.texts())

    def text(self, file: str) -> str | None:
        """See `Files`."""
        return self._folder.text(self._layout.named(file))

    def write(self, file: str, text: str) -> str | None:
        """See `Files`."""
        return _write(self.path, self.path / self._layout.named(file), self.text(file), text)


class SpecFiles:
    """A spec."""

    reader = SPEC
    generated = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self._texts: dict[str, str | None] = {}

    def checked(self, edited: Mapping[str, str]) -> Checked:
        """See `Files`."""
        from difyspec.compile import edited_spec  # plugins need no compiler

        findings, texts = edited_spec(self.path, edited)
        return Checked(self.path, findings, texts)

    def text(self, file: str) -> str | None:
        """See `Files`."""
        if file not in self._texts:
            self._texts[file] = load_text(Path(file))[0]
        return self._texts[file]

    def write(self, file: str, text: str) -> str | None:
        """See `Files`."""
        return _write(self.path, Path(file), self.text(file), text)


def _write(home: Path, path: Path, old: str | None, new: str) -> str | None:
    """Replaces a file that is still what it was when it was read; why not, where it may not or cannot be."""
    try:
        target = path.resolve(strict=True)
        if not target.is_relative_to(home.resolve()):
            return "it is a link to a file elsewhere"
        # Whoever may replace files in the folder could do it all the same, root even more so; it is not meant.
        if not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
            return "it is read-only"
        if target.read_bytes().decode("utf-8-sig") != old:
            return "it has changed in the meantime"
        write_text(path, new)
    except (OSError, UnicodeDecodeError) as error:
        return ((error.strerror if isinstance(error, OSError) else None) or "it cannot be written").lower()
    return None
