"""What the tests of import share: a plugin in memory or on disk through import, text, resolution and emission."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from difyspec.cli.importing.verifying import Verification, verify
from difyspec.diagnostics import Severity
from difyspec.edit import format_spec, spec_text
from difyspec.importer.read.plugin import Imported
from difyspec.importer.run import Import, import_plugin
from difyspec.language.read import read
from difyspec.provider.models import Catalogue, Model
from difyspec.provider.plugin import Provider
from difyspec.resolve import resolve
from difyspec.source import SpecFolder, read_text
from difyspec.source.plugin_folder import PluginFolder, in_memory, open_folder

PLUGINS = Path(__file__).parent / "plugins"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@dataclass(frozen=True)
class Trip:
    """A plugin that went all the way: what was imported, the text of its spec, the provider that this resolves to."""

    made: Import
    plugin: Imported
    text: str
    again: Provider
    content: Callable[[str], bytes]

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.made.findings]

    def verify(self) -> Verification:
        return verify(self.text, "spec/x", self.plugin, self.content)


def trip(folder: PluginFolder, content: Callable[[str], bytes]) -> Trip:
    """Imports a plugin, writes its spec, reads that again and resolves it. The text must be formatted already."""
    made = import_plugin(folder)
    assert made.plugin is not None, made.findings
    assert made.data is not None
    text = spec_text(made.data)
    file, said = read_text("spec/x/provider.yaml", text)
    assert not said, (said, text)
    assert format_spec(file) == text
    document, findings = read([file])
    assert document is not None, text
    assert not [one for one in findings if one.severity is Severity.ERROR], (findings, text)
    resolution = resolve(document, SpecFolder("spec/x", (file,), (), tuple(sorted(made.plugin.copies))))
    assert resolution.provider is not None, (resolution.findings, text)
    return Trip(made, made.plugin, text, resolution.provider, content)


def from_memory(files: Mapping[str, bytes]) -> Trip:
    """The trip of a plugin that is not on disk."""
    return trip(in_memory("plugin", files), lambda name: files[name])


def from_disk(path: Path) -> Trip:
    """The trip of a plugin on disk."""
    return trip(open_folder(path), lambda name: (path / name).read_bytes())


def declared(provider: Provider) -> Provider:
    """What a provider declares: profiles are a matter of the spec, files one of the folder."""
    return replace(provider, files=(), assets=(), catalogues=tuple(_plain(one) for one in provider.catalogues))


def _plain(catalogue: Catalogue) -> Catalogue:
    predefined, kept = (tuple(_unused(one) for one in models) for models in (catalogue.predefined, catalogue.kept))
    return replace(catalogue, predefined=predefined, kept=kept, profiles=())


def _unused(model: Model) -> Model:
    return replace(model, profile=None)
