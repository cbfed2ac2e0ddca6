"""``manifest.yaml``: what the plugin is, for the installer and the marketplace."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.emit.header import notice
from difyspec.emit.trees import mapping, strings, without
from difyspec.emit.yaml import dump
from difyspec.provider.plugin import Manifest, Provider
from difyspec.provider.values import DataMap


def emit_manifest(provider: Provider) -> Iterator[tuple[str, str]]:
    """The manifest."""
    yield "manifest.yaml", dump(manifest_data(provider), notice(provider))


def manifest_data(provider: Provider) -> DataMap:
    """The manifest as data."""
    manifest = provider.manifest
    data = mapping(
        [
            ("version", manifest.version),
            ("type", "plugin"),
            ("author", manifest.author),
            ("name", manifest.name),
            ("label", manifest.label),
            ("description", manifest.description),
            ("icon", manifest.icon),
            ("icon_dark", manifest.icon_dark),
            ("resource", _resource(manifest)),
            ("plugins", mapping([("models", strings([provider.declaration]))])),
            ("meta", _meta(manifest)),
            ("tags", strings(manifest.tags) if manifest.tags else None),
            ("created_at", manifest.created_at),
            ("privacy", manifest.privacy),
            ("repo", manifest.repo),
        ],
        manifest.extra,
    )
    return without(data, manifest.absent)


def _resource(manifest: Manifest) -> DataMap:
    permissions = manifest.permissions.data
    return mapping([("memory", manifest.memory), ("permission", permissions if permissions.entries else None)])


def _meta(manifest: Manifest) -> DataMap:
    runner = [("language", "python"), ("version", manifest.runner_version), ("entrypoint", "main")]
    return mapping(
        [
            ("version", manifest.meta_version),
            ("arch", strings(manifest.arch)),
            ("runner", mapping(runner)),
            ("minimum_dify_version", manifest.minimum_dify_version),
        ]
    )
