"""The manifest: what was written, and what follows from the rest."""

from __future__ import annotations

import re

from difyspec.language.models.plugin import Plugin
from difyspec.provider.models import Catalogue
from difyspec.provider.plugin import Manifest
from difyspec.provider.texts import Text
from difyspec.provider.values import EMPTY_MAP, Scalar, integer, text
from difyspec.provider.vocabulary import ARCHITECTURES
from difyspec.resolve.context import Context
from difyspec.resolve.plugin.assets import Assets
from difyspec.resolve.plugin.permissions import resolve_permissions

MEMORY = 268435456
"""Bytes of memory where nothing is said: 256 MiB."""

LONG_AGO = "1970-01-01T00:00:00Z"
MINIMUM = {"polling": "1.15.0"}
"""The oldest Dify that knows a feature."""

_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})")
_VERSION = re.compile(r"\d+\.\d+\.\d+(-(a|b|rc|alpha|beta|dev|post)\d*)?")
_AUTHOR = re.compile(r"[a-z0-9_-]{1,64}")


def resolve_manifest(
    label: Text, description: Text | None, assets: Assets, catalogues: tuple[Catalogue, ...], context: Context
) -> Manifest:
    """The manifest. `label` and `description` are the provider's."""
    plugin = context.document.plugin
    _places(context)
    raw = context.document.raw
    author, version, created = "unknown", "0.0.1", text(LONG_AGO)
    if plugin is None:
        if "plugin" not in context.document.broken:
            message = "nothing says who publishes the plugin, and in which version"
            context.say("D319", context.document.place.start(), message)
    else:
        author, version = plugin.author, plugin.version
        created = _created_at(plugin, context)
        _check(plugin, context)
    own = plugin or _NOTHING
    return Manifest(
        name=own.name or context.document.provider,
        author=author,
        version=version,
        label=own.label or label,
        description=own.description or description or label,
        icon=assets.icon,
        created_at=created,
        memory=own.memory or integer(MEMORY),
        permissions=resolve_permissions(own.permissions, context),
        icon_dark=assets.icon_dark,
        minimum_dify_version=_minimum(own, catalogues, context),
        arch=tuple(one.value for one in own.arch or ()) or ARCHITECTURES,
        runner_version=own.runner_version or "3.12",
        meta_version=own.meta_version or "0.0.1",
        tags=tuple(one.value for one in own.tags or ()),
        privacy=own.privacy or ("PRIVACY.md" if context.explicit else None),
        repo=own.repo,
        extra=(raw.manifest if raw is not None else None) or EMPTY_MAP,
        absent=lacking("manifest", context),
    )


def _places(context: Context) -> None:
    """Remembers where keys of the plugin and of the provider itself are written."""
    document = context.document
    for name in ("provider", "label", "description", "background", "help", "icons", "plugin"):
        if name in document.written:
            context.place(document.key_span(name), *(("plugin",) if name == "plugin" else ("provider", name)))
    plugin = document.plugin or _NOTHING
    for name in plugin.written:
        context.place(plugin.span(name), "plugin", name)


def lacking(file: str, context: Context) -> tuple[str, ...]:
    """The keys that ``raw.without`` takes out of one of the two files."""
    raw = context.document.raw
    written = [one.value for one in (raw.without if raw is not None else None) or ()]
    return tuple(one.removeprefix(f"{file}.") for one in written if one.startswith(f"{file}."))


_NOTHING = Plugin.model_construct()


def _created_at(plugin: Plugin, context: Context) -> Scalar:
    """The time of birth, which never changes: it is written into the spec when that is made."""
    if plugin.created_at is None:
        if "created_at" not in plugin.broken and "created_at" not in lacking("manifest", context):
            message = "nothing says when the plugin was made, so Dify would be told that it was in 1970"
            remedy = "Write `created_at:` once, as in '2026-11-20T08:00:00Z'."
            context.say("D311", plugin.place.start(), message, remedy)
        return text(LONG_AGO)
    if not _TIME.fullmatch(plugin.created_at.text):
        message = f"`{plugin.created_at.text}` is no time as Dify reads it"
        context.say("D320", plugin.span("created_at"), message)
    return text(plugin.created_at.text) if context.explicit else plugin.created_at


def _check(plugin: Plugin, context: Context) -> None:
    """What one loader of Dify takes and another refuses."""
    if plugin.version and not _VERSION.fullmatch(plugin.version):
        message = f"the version `{plugin.version}` is none to Dify's SDK"
        context.say("D702", plugin.span("version"), message)
    if plugin.author and not _AUTHOR.fullmatch(plugin.author):
        message = f"the author `{plugin.author}` is refused when the plugin is installed"
        context.say("D703", plugin.span("author"), message, suggestion=plugin.author.lower())


def _minimum(plugin: Plugin, catalogues: tuple[Catalogue, ...], context: Context) -> Scalar | None:
    """The oldest Dify that knows all features of all models."""
    if plugin.minimum_dify_version is not None or not context.explicit:
        return None if plugin.minimum_dify_version is None else text(plugin.minimum_dify_version)
    needed = [MINIMUM[name] for name in _features(catalogues) if name in MINIMUM]
    return text(max(needed, key=_parts)) if needed else None


def _features(catalogues: tuple[Catalogue, ...]) -> set[str]:
    listed = {
        one.text for found in catalogues for model in (*found.predefined, *found.base) for one in model.features or ()
    }
    custom = {one.name for found in catalogues if found.custom for one in found.custom.features or ()}
    return listed | custom


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
