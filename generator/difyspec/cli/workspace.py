"""Where specs and plugins lie, and which of them a command is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from difyspec.output.paths import LOCK


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder of specs and a folder of plugins; a provider's name is the name of its folder in both."""

    specs: Path
    out: Path

    def spec(self, provider: str) -> Path:
        """The folder of a spec."""
        return self.specs / provider

    def plugin(self, provider: str) -> Path:
        """The folder of a plugin."""
        return self.out / provider

    def providers(self) -> list[str]:
        """The providers that have a spec, by name; `UsageError` where the folder of specs is missing."""
        if not self.specs.is_dir():
            raise click.UsageError(
                f"There is no folder '{self.specs.as_posix()}' here. Go to the project's root, name the folder with "
                "--specs, or start a first spec with: difyspec new NAME"
            )
        return self._there()

    def _there(self) -> list[str]:
        return sorted(folder.name for folder in self.specs.iterdir() if is_spec(folder)) if self.specs.is_dir() else []

    def plugins(self) -> list[str]:
        """The plugins that difyspec generated, by name."""
        if not self.out.is_dir():
            return []
        return sorted(folder.name for folder in self.out.iterdir() if (folder / LOCK).is_file())

    def apart(self) -> Workspace:
        """The workspace; `UsageError` where plugins would be written between the files of their specs."""
        if self.out.resolve() == self.specs.resolve():
            raise click.UsageError(
                f"--specs and --out are both '{self.out.as_posix()}'. Plugins need a folder of their own, such as "
                "'generated'."
            )
        return self

    def orphans(self) -> list[str]:
        """The generated plugins whose spec is gone."""
        known = set(self._there())
        return [name for name in self.plugins() if name not in known]

    def all_gone(self) -> bool:
        """Whether the last spec is gone and its plugin is not."""
        return not self._there() and bool(self.plugins())

    def chosen(self, names: Iterable[str]) -> list[str]:
        """The providers named, all of them if none is; ``spec/acme/`` is as good as ``acme``."""
        known = self.providers()
        asked = [self._name(name) for name in names]
        for name in asked:
            if name not in known:
                raise click.UsageError(_unknown(name, known, self.specs))
        if not known and self.plugins():
            raise click.UsageError(
                f"There is no spec in '{self.specs.as_posix()}' any more. To delete the plugins that were generated: "
                "difyspec generate --prune"
            )
        if not known:
            raise click.UsageError(
                f"There is no spec in '{self.specs.as_posix()}' yet. Start one with: difyspec new NAME"
            )
        return [name for name in known if name in asked or not asked]

    def _name(self, given: str) -> str:
        path = Path(given)
        return path.name if path.parent.resolve() == self.specs.resolve() else given


def is_spec(folder: Path) -> bool:
    """Whether a folder holds a spec: a YAML file right in it."""
    if folder.name.startswith(".") or not folder.is_dir():
        return False
    return any(file.suffix in (".yaml", ".yml") for file in folder.iterdir())


def _unknown(name: str, known: list[str], specs: Path) -> str:
    from difyspec.diagnostics import nearest

    near = nearest(name, known)
    if near:
        return f"There is no spec '{name}' in '{specs.as_posix()}'. Did you mean '{near}'?"
    there = f" There are: {', '.join(known)}." if known else ""
    return f"There is no spec '{name}' in '{specs.as_posix()}'.{there}"
