"""A plugin's folder → the spec that describes it, as data, and what goes along with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from difyspec.diagnostics import Finding, ordered
from difyspec.importer.arrangement import arranged
from difyspec.importer.factor.spec import spec
from difyspec.importer.read.plugin import Imported, read_plugin
from difyspec.importer.reports import Reports, harmless
from difyspec.provider.values import DataMap
from difyspec.source.plugin_folder import PluginFolder


@dataclass(frozen=True, slots=True)
class Import:
    """What an import comes to. `plugin` and `data` (the spec) are None where there is nothing to import.

    `texts` are the files that findings point into.
    """

    plugin: Imported | None
    data: DataMap | None
    findings: tuple[Finding, ...]
    texts: Mapping[str, str]


def import_plugin(folder: PluginFolder, name: str | None = None) -> Import:
    """Imports a plugin; with a `name` its provider is called so. Nothing is written."""
    reports = Reports()
    arrangement = arranged(folder, reports)
    plugin = None if arrangement is None else read_plugin(folder, arrangement, reports)
    if plugin is not None and name is not None:
        own = plugin.provider
        plugin = replace(plugin, provider=replace(own, name=name, path=own.declaration))
    data = None if plugin is None else spec(plugin.provider)
    findings = (*harmless(folder.findings), *reports.findings)
    return Import(plugin, data, ordered(findings), folder.texts())
