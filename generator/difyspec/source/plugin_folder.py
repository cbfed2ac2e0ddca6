"""The files of a plugin: a bounded walk over a folder, and their texts and YAML on demand.

Plugins come from anywhere, so nothing here trusts what it finds: links that lead out of the folder are not followed,
folders of tools are not entered, huge files are not read, and every trouble is a finding.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from difyspec.diagnostics import Finding, at, finding
from difyspec.source.foreign import read_foreign
from difyspec.source.load import MAX_BYTES, SourceFile, printable_name
from difyspec.source.text import decode

MAX_FILES = 20_000
MAX_FOLDERS = 5_000
# Never part of what a plugin says; entering them could mean to read a whole Python installation.
TOOLS = frozenset((".git", ".hg", ".svn", ".venv", "venv", ".tox", ".nox", "node_modules", "__pycache__"))


@dataclass(slots=True)
class PluginFolder:
    """A plugin's files.

    `path` is the folder as it is shown to the user, `sizes` the length in bytes of every file by its path within the
    folder (``/`` between its parts, sorted), `tools` the folders that were not entered. `findings` is what went wrong
    so far; it grows as files are read.
    """

    path: str
    sizes: Mapping[str, int]
    read: Callable[[str], bytes]
    tools: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    _texts: dict[str, str | None] = field(default_factory=dict)
    _yaml: dict[str, SourceFile | None] = field(default_factory=dict)

    def edited(self, texts: Mapping[str, str]) -> PluginFolder:
        """The same folder, read anew, in which some files have other texts."""
        files = {name: text.encode() for name, text in texts.items()}
        sizes = {name: len(files[name]) if name in files else size for name, size in self.sizes.items()}
        return PluginFolder(
            self.path, sizes, lambda name: files[name] if name in files else self.read(name), self.tools
        )

    def shown(self, name: str) -> str:
        """The path of a file as spans show it."""
        return name if self.path == "." else f"{self.path}/{name}"

    def text(self, name: str) -> str | None:
        """The text of a file; None where there is no such file or it cannot be read (then there is a finding)."""
        if name not in self._texts:
            self._texts[name] = self._text(name)
        return self._texts[name]

    def yaml(self, name: str) -> SourceFile | None:
        """A file as YAML, read the way Dify's SDK does; its root is None where it is empty or cannot be read.

        That it is empty is no finding here: for a list of positions that means something else than for a model.
        """
        if name not in self._yaml:
            text = self.text(name)
            if text is None:
                self._yaml[name] = None
            else:
                root, said = read_foreign(self.shown(name), text)
                self._yaml[name] = SourceFile(self.shown(name), text, root)
                self.findings += [one for one in said if one.code != "D004"]
        return self._yaml[name]

    def texts(self) -> dict[str, str]:
        """The texts that were read, by the path that spans show, for excerpts."""
        return {self.shown(name): text for name, text in self._texts.items() if text is not None}

    def _text(self, name: str) -> str | None:
        if name not in self.sizes:
            return None
        file = self.shown(name)
        if self.sizes[name] > MAX_BYTES:
            self.findings.append(finding("D005", at(file), f"`{file}` is larger than 5 MB"))
            return None
        try:
            data = self.read(name)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            self.findings.append(finding("D001", at(file), f"`{file}` cannot be read: {reason}"))
            return None
        text, said = decode(file, data)
        self.findings += said
        return text


def in_memory(path: str, files: Mapping[str, bytes]) -> PluginFolder:
    """A plugin that is not on disk."""
    return PluginFolder(path, {name: len(files[name]) for name in sorted(files)}, lambda name: files[name])


def open_folder(path: Path) -> PluginFolder:
    """The files of a folder on disk; one that cannot be entered is an empty one with a finding."""
    shown = path.as_posix()
    folder = PluginFolder(shown, {}, lambda name: _bytes(path / name))
    if not path.is_dir():
        problem = "is no folder" if path.exists() else "does not exist"
        folder.findings.append(finding("D001", at(shown), f"`{shown}` {problem}"))
        return folder
    walk = _Walk(folder, path.resolve())
    walk.run(path)
    folder.sizes = {name: walk.sizes[name] for name in sorted(walk.sizes)}
    folder.tools = tuple(sorted(walk.tools))
    return folder


def _bytes(path: Path) -> bytes:
    """At most a little more than what is accepted: a file may have grown since it was measured."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


class _Walk:
    def __init__(self, folder: PluginFolder, home: Path) -> None:
        self.folder = folder
        self.home = home
        self.sizes: dict[str, int] = {}
        self.tools: list[str] = []

    def run(self, root: Path) -> None:
        pending = [(root.as_posix(), "")]
        entered = 0
        while pending:
            here, prefix = pending.pop()
            entered += 1
            for entry in self._entries(here, prefix):
                name = prefix + entry.name
                if self._is_folder(entry):
                    if entry.name in TOOLS:
                        self.tools.append(name)
                    else:
                        pending.append((entry.path, name + "/"))
                else:
                    self._file(entry, name)
            if len(self.sizes) > MAX_FILES or entered > MAX_FOLDERS:
                shown = self.folder.path
                message = f"`{shown}` holds more than {MAX_FILES} files or {MAX_FOLDERS} folders"
                self.folder.findings.append(finding("D008", at(shown), message))
                return

    def _entries(self, here: str, prefix: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(here) as found:
                return sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            shown = self.folder.shown(prefix.rstrip("/")) if prefix else self.folder.path
            reason = (error.strerror or type(error).__name__).lower()
            self.folder.findings.append(finding("D001", at(printable_name(shown)), f"this cannot be read: {reason}"))
            return []

    def _is_folder(self, entry: os.DirEntry[str]) -> bool:
        try:
            return entry.is_dir(follow_symlinks=False)
        except OSError:
            return False

    def _file(self, entry: os.DirEntry[str], name: str) -> None:
        shown = printable_name(self.folder.shown(name))
        if shown != self.folder.shown(name):
            self.folder.findings.append(finding("D001", at(shown), "the name of this file is not UTF-8"))
        elif entry.is_symlink() and not self._inside(entry.path):
            message = f"`{shown}` links to something outside of the plugin, or to nothing"
            self.folder.findings.append(finding("D006", at(shown), message))
        else:
            try:
                if entry.is_file():
                    self.sizes[name] = entry.stat().st_size
            except OSError as error:
                reason = (error.strerror or type(error).__name__).lower()
                self.folder.findings.append(finding("D001", at(shown), f"`{shown}` cannot be read: {reason}"))

    def _inside(self, path: str) -> bool:
        try:
            return Path(path).resolve(strict=True).is_relative_to(self.home)
        except (OSError, RuntimeError):
            return False
