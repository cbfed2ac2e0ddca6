"""A plugin's files as Dify's loaders look for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import normpath
from typing import TYPE_CHECKING

from difyspec.diagnostics import Finding, Span, at
from difyspec.layout import ignore
from difyspec.layout.listing import POSITION, TypeListing, listings
from difyspec.layout.paths import Paths
from difyspec.layout.tree import files_at, text_at
from difyspec.source import Node, PluginFolder, ScalarNode, SourceFile

if TYPE_CHECKING:
    from difyspec.layout.python.module import Module

MANIFEST = "manifest.yaml"
ASSETS = "_assets/"
MOST_PYTHON = 5_000_000  # bytes


@dataclass(frozen=True)
class Layout:
    """The files of one plugin; everything is read when it is first asked for, and once."""

    folder: PluginFolder

    @property
    def path(self) -> str:
        """The folder as it is shown to the user."""
        return self.folder.path

    @cached_property
    def ignore_file(self) -> str | None:
        """The file that says what is not packed."""
        return next((name for name in ignore.FILES if name in self.folder.sizes), None)

    @cached_property
    def ignored(self) -> Mapping[str, ignore.Rule]:
        """The files that are not packed, each with the line of the ignore file that says so."""
        text = self.folder.text(self.ignore_file) if self.ignore_file else None
        return ignore.ignored(self.folder.sizes, ignore.rules(text)) if text else {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The files that are packed, sorted."""
        return tuple(name for name in self.folder.sizes if name not in self.ignored)

    @property
    def bytes(self) -> int:
        """The size of what is packed, before compression."""
        return sum(self.folder.sizes[name] for name in self.names)

    def has(self, name: str) -> bool:
        """Whether a file is there and packed."""
        return name in self.folder.sizes and name not in self.ignored

    @cached_property
    def excerpt(self) -> bool:
        """Whether these are only the declarations of a plugin, without any of its Python and icons.

        Then nothing can be said about either of them.
        """
        return not any(name.endswith(".py") or name.startswith(ASSETS) for name in self.folder.sizes)

    @cached_property
    def manifest(self) -> SourceFile | None:
        """``manifest.yaml``."""
        return self.folder.yaml(MANIFEST)

    @cached_property
    def provider_names(self) -> tuple[tuple[str, ScalarNode], ...]:
        """The files that the manifest lists under `plugins.models`, each with the place that says so."""
        return tuple(files_at(self.manifest.root if self.manifest else None, "plugins", "models"))

    @cached_property
    def provider(self) -> SourceFile | None:
        """The provider's YAML: of several the last, as in the daemon."""
        found = [self.folder.yaml(name) for name, _ in self.provider_names]
        return next((file for file in reversed(found) if file is not None), None)

    @property
    def provider_root(self) -> Node | None:
        """The tree of the provider's YAML."""
        return self.provider.root if self.provider else None

    @cached_property
    def types(self) -> tuple[TypeListing, ...]:
        """What the provider's YAML says of each model type's files."""
        return listings(self.provider_root, self.names)

    @cached_property
    def model_names(self) -> tuple[str, ...]:
        """The model files that some loader loads, each once, sorted."""
        return tuple(sorted({name for one in self.types for name in (*one.sdk_files, *one.daemon_files)}))

    @cached_property
    def loose_names(self) -> tuple[str, ...]:
        """YAML files below ``models/`` that no loader loads as a model or as a list of positions."""
        positions = {name for one in self.types for name in (one.position, one.sdk_position)}
        known = {*self.model_names, *positions}
        loose = (name for name in self.names if name.startswith("models/") and name.endswith((".yaml", ".yml")))
        return tuple(name for name in loose if name not in known)

    def yaml(self, name: str) -> SourceFile | None:
        """A YAML file of the plugin."""
        return self.folder.yaml(name)

    def root(self, name: str) -> Node | None:
        """The tree of a YAML file."""
        file = self.folder.yaml(name)
        return file.root if file else None

    @cached_property
    def _paths(self) -> dict[str, Paths]:
        return {}

    def named(self, shown: str) -> str:
        """The path within the plugin of a file that spans show."""
        return shown if self.path == "." else shown.removeprefix(f"{self.path}/")

    def paths(self, shown: str) -> Paths:
        """Where each node of a YAML file stands, by the path that spans show."""
        if shown not in self._paths:
            self._paths[shown] = Paths(self.root(self.named(shown)))
        return self._paths[shown]

    @cached_property
    def sources(self) -> tuple[tuple[str, ScalarNode], ...]:
        """The Python files that the provider's YAML names for its models."""
        return tuple(files_at(self.provider_root, "extra", "python", "model_sources"))

    @cached_property
    def provider_source(self) -> str | None:
        """The Python file that the provider's YAML names for the provider."""
        found = text_at(self.provider_root, "extra", "python", "provider_source")
        return normpath(found) if found is not None else None

    @cached_property
    def _python(self) -> frozenset[str]:
        return frozenset(
            name for name in self.names if name.endswith(".py") and not name.startswith(("tests/", "test/"))
        )

    @cached_property
    def whole(self) -> bool:
        """Whether all of the plugin's Python is read: whoever packs whole libraries writes the lesser part himself."""
        return sum(self.folder.sizes[name] for name in self._python) <= MOST_PYTHON

    @cached_property
    def modules(self) -> Mapping[str, Module]:
        """What every Python file of the plugin says, by path; tests and the like are left out.

        Of more Python than anybody writes (see `whole`) only what lies where the SDK looks for it.
        """
        from difyspec.layout.python.module import read_module  # `ast` is only needed where there is Python

        found: dict[str, Module] = {}
        for name in self.names:
            if name in self._python and (self.whole or name.startswith(("provider/", "models/"))):
                text = self.folder.text(name)
                if text is not None:
                    found[name] = read_module(name, self.folder.shown(name), text)
        return found

    def reading(self) -> list[Finding]:
        """What went wrong when the declarations were read; they are read now, if they were not."""
        positions = (name for one in self.types for name in (one.position, one.sdk_position))
        for name in (*self.model_names, *self.loose_names, *positions):
            if name is not None:
                self.folder.yaml(name)
        return list(self.folder.findings)

    def place(self, name: str) -> Span:
        """The start of a file, for findings about it as a whole."""
        return at(self.folder.shown(name))

    def is_position(self, name: str) -> bool:
        """Whether a file holds positions by its name."""
        return name.endswith(POSITION)


def layout_of(folder: PluginFolder) -> Layout:
    """The layout of a plugin's folder."""
    return Layout(folder)
