"""``manifest.yaml``."""

from __future__ import annotations

import re

from difyspec.importer.read.data import data, distinct, scalar_of, text_of, texts_of
from difyspec.importer.read.provider import Declaration
from difyspec.importer.read.taking import Taking, missing, surplus
from difyspec.importer.read.texts import people
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Manifest, Permissions
from difyspec.provider.values import EMPTY_MAP, DataList, DataMap, Kind, Scalar, text
from difyspec.provider.vocabulary import ARCHITECTURES
from difyspec.source import MapNode, Node

_ALWAYS = (
    "version",
    "type",
    "author",
    "name",
    "label",
    "description",
    "created_at",
    "resource.memory",
    "plugins.models",
    "meta.version",
    "meta.arch",
    "meta.runner.language",
    "meta.runner.version",
    "meta.runner.entrypoint",
)
"""What emission writes into every manifest."""

_AUTHOR = re.compile(r"[A-Za-z0-9_\-]{1,64}")
_NAME = re.compile(r"[a-z0-9_\-]{1,128}")
_VERSION = re.compile(r"[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}(?:-\w{1,16})?", re.ASCII)
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
NOBODY, FIRST, LONG_AGO, MEMORY = "unknown", "0.0.1", "1970-01-01T00:00:00Z", "268435456"
"""Stand-ins for what a manifest must have and this one has not, or not in a form that the language knows."""


def manifest(node: MapNode, said: Declaration, path: str) -> Manifest:
    """The manifest. What it lacks is as the provider's declaration, whose `path` it names, would have it."""
    keys = Taking(node)
    icon = icon_of(said)
    keys.fixed("type", text("plugin"))
    plugins = keys.inside("plugins")
    if plugins is not None:
        plugins.fixed("models", DataList((text(path),)))
    resource, meta = keys.inside("resource"), keys.inside("meta")
    runner = meta.inside("runner") if meta is not None else None
    if runner is not None:
        runner.fixed("language", text("python"))
        runner.fixed("entrypoint", text("main"))
    memory = resource.take("memory", _whole) if resource is not None else None
    permissions = resource.take("permission", _permissions) if resource is not None else None
    label = keys.take("label", people) or said.label
    description = keys.take("description", people) or said.description or said.label
    more = surplus(node, "description", description)
    return Manifest(
        name=keys.take("name", lambda one: _fitting(one, _NAME)) or said.name,
        author=keys.take("author", lambda one: _fitting(one, _AUTHOR)) or NOBODY,
        version=keys.take("version", lambda one: _fitting(one, _VERSION)) or FIRST,
        label=label,
        description=description,
        icon=keys.take("icon", _filled) or icon,
        created_at=keys.take("created_at", lambda one: scalar_of(one, Kind.TEXT, Kind.TIMESTAMP)) or text(LONG_AGO),
        memory=memory or Scalar(Kind.INT, MEMORY),
        permissions=Permissions(permissions or EMPTY_MAP),
        icon_dark=keys.take("icon_dark", _filled),
        minimum_dify_version=meta.take("minimum_dify_version", _minimum) if meta is not None else None,
        arch=(meta.take("arch", lambda one: distinct(texts_of(one)) or None) if meta else None) or ARCHITECTURES,
        runner_version=(runner.take("version", _filled) if runner is not None else None) or "3.12",
        meta_version=(meta.take("version", _filled) if meta is not None else None) or "0.0.1",
        tags=keys.take("tags", lambda one: distinct(texts_of(one)) or None) or (),
        privacy=keys.take("privacy", _filled),
        repo=keys.take("repo", _filled),
        extra=keys.rest(),
        absent=(*missing(node, (*_ALWAYS, "icon") if icon else _ALWAYS), *surplus(node, "label", label), *more),
    )


def icon_of(said: Declaration) -> str | None:
    """The icon of a plugin that names none: the provider's small one."""
    return (said.icons.small.english if said.icons.small is not None else None) or None


def _fitting(node: Node, form: re.Pattern[str]) -> str | None:
    found = text_of(node)
    return found if found is not None and form.fullmatch(found) else None


def _filled(node: Node) -> str | None:
    """A text that is not empty: an empty one would count as absent."""
    return text_of(node) or None


def _whole(node: Node) -> Scalar | None:
    found = scalar_of(node, Kind.INT)
    return found if found is not None and _WHOLE.fullmatch(found.text) else None


def _minimum(node: Node) -> Scalar | None:
    return scalar_of(node, Kind.TEXT)


_GRANTS = ("model", "tool", "node", "app", "endpoint", "storage")
_ORDER = ("enabled", *(type_.folder for type_ in ModelType))


def _permissions(node: Node) -> DataMap | None:
    """Permissions of which each is a map of its own, as every loader has it; in the order of a spec."""
    found = data(node)
    if not isinstance(found, DataMap) or not found.entries:
        return None
    grants = {name: value for name, value in found.entries if name in _GRANTS and isinstance(value, DataMap)}
    if len(grants) < len(found.entries):
        return None
    return DataMap(tuple((name, _ordered(grants[name])) for name in _GRANTS if name in grants))


def _ordered(grant: DataMap) -> DataMap:
    return DataMap(tuple(sorted(grant.entries, key=lambda one: (one[0] not in _ORDER, _place(one[0])))))


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else 0
