"""A plugin made of two halves: the declarations of an existing one, and a transport section of ours.

The declarations are imported. So that the transport section can be checked against them they are told to the resolver
as a spec (`declared`); what it makes of the transport section is put into the imported provider.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from difyspec.diagnostics import Finding, blocking, ordered
from difyspec.emit import emit, with_shipped
from difyspec.emit.cache import Cache
from difyspec.importer.arrangement import arranged
from difyspec.importer.read.plugin import Imported, read_plugin
from difyspec.importer.reports import Reports
from difyspec.language import read
from difyspec.provider.models import Catalogue
from difyspec.provider.plugin import Provider
from difyspec.resolve import resolve
from difyspec.source import SourceText, SpecFolder, load_file, open_folder, read_text

from tests.golden.declared import spec_of, with_numbers


def compiled(corpus: Path, transport: Path, cache: Cache) -> tuple[Mapping[str, bytes] | None, tuple[Finding, ...]]:
    """The files of the plugin, and what was found about the transport section. None if a finding is an error."""
    imported = _imported(corpus)
    provider, findings = _with_transport(with_numbers(imported.provider), transport)
    if provider is None:
        return None, findings
    sources = {target: (corpus / place).read_bytes() for target, place in imported.copies.items()}
    sources |= {one.source: (transport.parent / one.source).read_bytes() for one in provider.hook_files}
    return emit(provider, with_shipped(sources, cache)), findings


def _imported(corpus: Path) -> Imported:
    reports = Reports()
    folder = open_folder(corpus)
    arrangement = arranged(folder, reports)
    assert arrangement is not None, reports.findings
    return read_plugin(folder, arrangement, reports)


def _with_transport(imported: Provider, transport: Path) -> tuple[Provider | None, tuple[Finding, ...]]:
    declared, of_declared = read_text("provider.yaml", spec_of(imported))
    ours_file, of_ours = load_file(transport, "transport.yaml")
    assert ours_file is not None, of_ours
    document, said = read([declared, ours_file])
    found = [*of_declared, *of_ours, *said]
    assert document is not None, found
    hooks = _hooks(transport.parent)
    folder = SpecFolder("spec", (declared, ours_file), hooks, ("icon.svg", *(one.name for one in hooks)))
    resolution = resolve(document, folder, flawed=blocking(found))
    ours = resolution.provider
    findings = ordered([*found, *resolution.findings])
    if ours is None:
        return None, findings
    catalogues = tuple(_customized(one, ours.catalogue(one.type)) for one in imported.catalogues)
    return (
        replace(
            imported,
            catalogues=catalogues,
            facts=ours.facts,
            groups=ours.groups,
            conditions=ours.conditions,
            transport=ours.transport,
            validation=ours.validation,
            errors=ours.errors,
            hook_files=ours.hook_files,
        ),
        findings,
    )


def _hooks(folder: Path) -> tuple[SourceText, ...]:
    """The hooks beside a transport section."""
    path = folder / "hooks.py"
    return (SourceText(path.as_posix(), path.name, path.read_text("utf-8")),) if path.is_file() else ()


def _customized(imported: Catalogue, ours: Catalogue) -> Catalogue:
    return replace(imported, custom=ours.custom)
