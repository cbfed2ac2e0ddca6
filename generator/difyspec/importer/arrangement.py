"""Where things lie in a plugin: today's layout, or the older one in which a provider was a folder of Dify itself.

Older:  acme.yaml  acme.py  _assets/  llm/gpt.yaml  llm/_position.yaml  llm/llm.py
Today:  manifest.yaml  provider/acme.yaml|py  _assets/  models/llm/...
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from difyspec.diagnostics import at
from difyspec.importer.read.data import text_of
from difyspec.importer.reports import Reports
from difyspec.provider.models import ModelType
from difyspec.source import ListNode, MapNode
from difyspec.source.plugin_folder import PluginFolder

MANIFEST = "manifest.yaml"
_FOLDERS = tuple(type_.folder for type_ in ModelType)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The files of a plugin by the path that they have in today's layout.

    `names` leads from there to the path on disk; `manifest` is None where there is none; `declaration` is the path of
    the provider's YAML. `older`: the folder has the older layout.
    """

    names: dict[str, str]
    manifest: str | None
    declaration: str
    older: bool = False


def arranged(folder: PluginFolder, reports: Reports) -> Arrangement | None:
    """The arrangement of a folder; None with a finding if there is no provider in it."""
    names = {name: name for name in folder.sizes}
    found = _declared(folder, reports) or _lying(folder)
    if found is not None:
        manifest = MANIFEST if isinstance(_root(folder, MANIFEST), MapNode) else None
        if manifest is None:
            what = "cannot be read" if MANIFEST in names else "is missing"
            reports.say("D751", at(folder.shown(MANIFEST)), f"the manifest {what}, so author and version are made up")
        return Arrangement(names, manifest, found)
    old = _older(folder)
    if old is not None:
        reports.say("D752", at(folder.shown(old)), "this is the layout from before there were plugins")
        stem = old.removesuffix(".yaml")
        return Arrangement(dict(_moved(names, stem)), None, f"provider/{old}", older=True)
    reports.say("D750", at(folder.path), f"`{folder.path}` is no plugin with a model provider")
    return None


def _declared(folder: PluginFolder, reports: Reports) -> str | None:
    """The first provider that the manifest names and that is there."""
    root = _root(folder, MANIFEST)
    plugins = root.get("plugins") if isinstance(root, MapNode) else None
    models = plugins.get("models") if isinstance(plugins, MapNode) else None
    if not isinstance(models, ListNode):
        return None
    there: list[str] = []
    for item in models.items:
        name = text_of(item)
        if name is not None and name.endswith(".yaml") and isinstance(_root(folder, name), MapNode):
            there.append(name)
        else:
            reports.say("D753", item.span, f"the manifest names `{name}`, which is no provider that could be read")
    for item in models.items[1:]:
        if text_of(item) in there[1:]:
            reports.say("D756", item.span, f"`{text_of(item)}` is a second provider of this plugin")
    return there[0] if there else None


def _lying(folder: PluginFolder) -> str | None:
    """The only provider in ``provider/``, or the first of several."""
    for name in folder.sizes:
        parts = name.split("/")
        if len(parts) == 2 and parts[0] == "provider" and name.endswith(".yaml") and _is_provider(folder, name):
            return name
    return None


def _older(folder: PluginFolder) -> str | None:
    """The provider beside folders of model types."""
    types = {name.split("/")[0] for name in folder.sizes if "/" in name} & set(_FOLDERS)
    tops = [name for name in folder.sizes if "/" not in name and name.endswith(".yaml")]
    return next((name for name in tops if _is_provider(folder, name)), None) if types else None


def _is_provider(folder: PluginFolder, name: str) -> bool:
    root = _root(folder, name)
    return isinstance(root, MapNode) and root.get("supported_model_types") is not None


def _root(folder: PluginFolder, name: str) -> object:
    file = folder.yaml(name) if name in folder.sizes else None
    return file.root if file is not None else None


def _moved(names: dict[str, str], stem: str) -> Iterator[tuple[str, str]]:
    for name in names:
        top = name.split("/")[0]
        if name in (f"{stem}.yaml", f"{stem}.py"):
            yield f"provider/{name}", name
        elif top in _FOLDERS and "/" in name:
            yield f"models/{name}", name
        else:
            yield name, name
