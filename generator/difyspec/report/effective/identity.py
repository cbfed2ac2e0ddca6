"""The provider as Dify shows it, and the plugin as a package."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.language import Section
from difyspec.provider.plugin import Manifest, SpecFile
from difyspec.provider.values import EMPTY_MAP, Data, text
from difyspec.report.effective.layered import data_of
from difyspec.report.effective.rows import CONVENTION, Block, Origin, Row
from difyspec.report.effective.view import View
from difyspec.report.effective.wire import texts


def identity_block(view: View) -> Block:
    """Name, texts, icons, and how models come to be."""
    return Block("provider", tuple(_identity(view)))


def _identity(view: View) -> Iterator[Row]:
    provider, document, places = view.provider, view.document, view.places
    yield Row(("name",), text(provider.name), places.written("provider", document))
    for name in ("label", "description", "background"):
        yield from _row((name,), getattr(provider, name), places.written(name, document))
    for name in ("title", "url"):
        found = getattr(provider.help, name) if provider.help is not None else None
        yield from _row(("help", name), found, places.written(name, document.help))
    for name in ("small", "large", "small_dark", "large_dark"):
        yield from _row(("icons", name), getattr(provider.icons, name), places.written(name, document.icons))
    types = tuple(one.value for one in provider.model_types)
    yield Row(("types",), texts(types), places.written("types", document))
    yield Row(("methods",), texts(provider.methods), places.written("methods", document))
    yield from _row(("conventions",), document.conventions or "explicit", places.written("conventions", document))
    yield from _row(("path",), provider.declaration, places.written("provider_path", document.plugin))
    if provider.provider_extra != EMPTY_MAP:
        yield Row(("raw",), provider.provider_extra, places.written("provider", document.raw))
    if provider.provider_absent:
        yield Row(("absent",), texts(provider.provider_absent), CONVENTION)


def manifest_block(view: View) -> Block:
    """The manifest of the plugin."""
    return Block("plugin", tuple(_manifest(view.provider.manifest, view)))


def _manifest(manifest: Manifest, view: View) -> Iterator[Row]:
    document = view.document
    derived: dict[str, tuple[tuple[str, Section | None], ...]] = {
        "name": (("provider", document),),
        "label": (("label", document),),
        "description": (("description", document), ("label", document)),
        "icon": (("small", document.icons), ("large", document.icons)),
        "icon_dark": (("small_dark", document.icons),),
    }
    for name in (
        *("name", "author", "version", "label", "description", "icon", "icon_dark", "created_at", "memory"),
        *("minimum_dify_version", "arch", "runner_version", "meta_version", "tags", "privacy", "repo"),
    ):
        found = getattr(manifest, name)
        if found is not None and found != ():
            yield from _row((name,), found, _first(view, (name, document.plugin), *derived.get(name, ())))
    for key, value in manifest.permissions.data.entries:
        permissions = document.plugin.permissions if document.plugin is not None else None
        yield Row(("permissions", key), value, view.places.written(key, permissions))
    if view.provider.dependencies:
        origin = view.places.written("dependencies", document.plugin)
        yield Row(("dependencies",), texts(view.provider.dependencies), origin)
    if manifest.extra != EMPTY_MAP:
        yield Row(("raw",), manifest.extra, view.places.written("manifest", document.raw))
    if manifest.absent:
        yield Row(("absent",), texts(manifest.absent), CONVENTION)


def _first(view: View, *keys: tuple[str, Section | None]) -> Origin:
    """The origin of the first key that is written."""
    found = (view.places.written(name, section) for name, section in keys)
    return next((one for one in found if one != CONVENTION), CONVENTION)


def _row(path: tuple[str, ...], found: object, origin: Origin) -> Iterator[Row]:
    data: Data | None = texts(found) if isinstance(found, tuple) else data_of(found)
    if data is not None:
        yield Row(path, data, origin)


def files_block(view: View) -> Block:
    """The author's own files in the plugin, and the hooks."""
    provider = view.provider
    folder = view.document.place.file.rpartition("/")[0]
    rows = [_file(one, folder) for one in (*provider.hook_files, *provider.assets, *provider.files)]
    for one in provider.hooks:
        place = text(f"{folder}/{one.module}:{one.line}" if folder else f"{one.module}:{one.line}")
        rows.append(Row((f"hooks.{one.name}",), place, _referred(one.name, view)))
    return Block("files", tuple(rows))


def _file(one: SpecFile, folder: str) -> Row:
    return Row((one.target,), text(f"{folder}/{one.source}" if folder else one.source), CONVENTION)


def _referred(name: str, view: View) -> Origin:
    """Where a hook is referred to."""
    found = (place for key, place in view.origins.places.items() if key[0] == "hooks" and key[-1] == name)
    return view.places.of(next(found, None))
