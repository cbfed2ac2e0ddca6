"""A whole plugin → the provider, and the files that are no part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from difyspec.diagnostics import at
from difyspec.importer.arrangement import Arrangement
from difyspec.importer.read.catalogues import Catalogues
from difyspec.importer.read.lost_comments import report_lost_comments
from difyspec.importer.read.manifest import FIRST, LONG_AGO, MEMORY, NOBODY, icon_of, manifest
from difyspec.importer.read.provider import Declaration, declaration
from difyspec.importer.reports import Reports
from difyspec.provider.models import Catalogue
from difyspec.provider.plugin import Manifest, Provider, SpecFile
from difyspec.provider.values import Kind, Scalar, text
from difyspec.source import MapNode, Node
from difyspec.source.plugin_folder import PluginFolder

FILES = "files/"
_NEVER = (".difyspec.lock", ".DS_Store")
_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a plugin.

    `copies` leads from paths within the spec's folder to paths within the plugin, of files that are copied byte for
    byte; `verbatim` are those among them (by the path in the plugin) that are YAML. `origins` leads from the files that
    are generated to the paths on disk of those they stand for. `older`: it had the older layout, in which a provider
    says nothing about files.
    """

    provider: Provider
    copies: Mapping[str, str] = field(default_factory=dict)
    verbatim: tuple[str, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    older: bool = False


def read_plugin(folder: PluginFolder, arrangement: Arrangement, reports: Reports) -> Imported:
    """Everything that the YAML of a plugin says."""
    root = _root(folder, arrangement, arrangement.declaration)
    said = declaration(root, arrangement.declaration, python=not arrangement.older)
    reader = Catalogues(folder, arrangement, said.sources, reports)
    found = (reader.catalogue(type_) for type_ in reader.types(said.types))
    catalogues = tuple(one for one in found if one.type in said.types or one != Catalogue(one.type))
    made = _manifest(folder, arrangement, said)
    declared = {arrangement.declaration, *([arrangement.manifest] if arrangement.manifest else [])}
    claimed = {*declared, *reader.positions, *reader.models}
    report_lost_comments(folder, arrangement, {*declared, *reader.positions}, reader.models, reports)
    copies = _copies(arrangement, claimed, folder, reports)
    provider = _provider(said, made, catalogues, arrangement, tuple(copies))
    verbatim = tuple(name for name in copies.values() if name.endswith(_YAML))
    origins = {name: arrangement.names[name] for name in sorted(claimed)}
    return Imported(provider, copies, verbatim, origins, arrangement.older)


def _root(folder: PluginFolder, arrangement: Arrangement, name: str) -> MapNode:
    file = folder.yaml(arrangement.names[name])
    node: Node | None = file.root if file is not None else None
    if not isinstance(node, MapNode):
        raise LookupError(f"{name} was a map a moment ago")
    return node


def _manifest(folder: PluginFolder, arrangement: Arrangement, said: Declaration) -> Manifest:
    if arrangement.manifest is not None:
        node = _root(folder, arrangement, arrangement.manifest)
        return manifest(node, said, arrangement.declaration)
    return Manifest(
        name=said.name,
        author=NOBODY,
        version=FIRST,
        label=said.label,
        description=said.description or said.label,
        icon=icon_of(said),
        created_at=text(LONG_AGO),
        memory=Scalar(Kind.INT, MEMORY),
    )


def _copies(arrangement: Arrangement, claimed: set[str], folder: PluginFolder, reports: Reports) -> dict[str, str]:
    """The files that are copied: path within the spec → path on disk."""
    copies: dict[str, str] = {}
    for name, place in sorted(arrangement.names.items()):
        base = name.rsplit("/", 1)[-1]
        if name in claimed or base in _NEVER or base.endswith(".pyc"):
            continue
        if base == ".env":
            reports.say("D760", at(folder.shown(place)), f"`{place}` holds secrets, so it is left out")
            continue
        copies[f"{FILES}{name}"] = place
    return copies


def _provider(
    said: Declaration,
    made: Manifest,
    catalogues: tuple[Catalogue, ...],
    arrangement: Arrangement,
    copies: tuple[str, ...],
) -> Provider:
    path = arrangement.declaration
    provider = Provider(
        name=said.name,
        manifest=made,
        label=said.label,
        description=said.description,
        background=said.background,
        help=said.help,
        icons=said.icons,
        model_types=said.types,
        methods=said.methods,
        forms=said.forms,
        catalogues=catalogues,
        files=tuple(SpecFile(name.removeprefix(FILES), name) for name in copies),
        provider_extra=said.extra,
        provider_absent=said.absent,
    )
    return provider if path == provider.declaration else replace(provider, path=path)
