"""The plugin as a package, and what is left over of both files."""

from __future__ import annotations

from difyspec.importer.factor.spelling import mapping, people, words
from difyspec.importer.read.manifest import MEMORY
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Icons, Manifest, Provider
from difyspec.provider.values import FALSE, TRUE, Data, DataList, DataMap, Kind, Scalar, text
from difyspec.provider.vocabulary import ARCHITECTURES


def plugin(provider: Provider) -> DataMap:
    """The section ``plugin``: what does not follow from the provider."""
    made = provider.manifest
    small = (provider.icons.small.english if provider.icons.small is not None else None) or None
    created = made.created_at if "created_at" not in made.absent else None
    return mapping(
        (
            ("author", text(made.author)),
            ("version", text(made.version)),
            ("name", text(made.name) if made.name != provider.name else None),
            ("label", people(made.label) if made.label != provider.label else None),
            ("description", _description(provider)),
            ("created_at", created),
            ("memory", made.memory if made.memory != Scalar(Kind.INT, MEMORY) else None),
            ("permissions", _permissions(made)),
            ("icon", text(made.icon) if made.icon is not None and made.icon != small else None),
            ("icon_dark", _text(made.icon_dark)),
            ("minimum_dify_version", made.minimum_dify_version),
            ("arch", words(made.arch) if made.arch != ARCHITECTURES else None),
            ("runner_version", text(made.runner_version) if made.runner_version != "3.12" else None),
            ("meta_version", text(made.meta_version) if made.meta_version != "0.0.1" else None),
            ("tags", words(made.tags) if made.tags else None),
            ("privacy", _text(made.privacy)),
            ("repo", _text(made.repo)),
            ("provider_path", _text(provider.path)),
        )
    )


def _text(value: str | None) -> Scalar | None:
    return None if value is None else text(value)


def _description(provider: Provider) -> Data | None:
    own = provider.manifest.description
    return None if own == (provider.description or provider.label) else people(own)


def _permissions(manifest: Manifest) -> DataMap | None:
    entries = manifest.permissions.data.entries
    return DataMap(tuple((name, _grant(value)) for name, value in entries)) if entries else None


def _grant(value: Data) -> Data:
    """A permission: true or false, the types it is for, or the map as it is."""
    if not isinstance(value, DataMap):
        return value
    said = dict(value.entries)
    if said in ({"enabled": TRUE}, {"enabled": FALSE}):
        return said["enabled"]
    types = {type_.folder: type_.value for type_ in ModelType}
    whole = said.keys() == {"enabled", *types} and all(one in (TRUE, FALSE) for one in said.values())
    if whole and said["enabled"] == TRUE:
        return DataList(tuple(text(types[name]) for name in types if said[name] == TRUE))
    return value


def icons(found: Icons) -> DataMap | None:
    """The section ``icons``."""
    slots = ("small", "large", "small_dark", "large_dark")
    made = mapping((slot, None if (icon := getattr(found, slot)) is None else people(icon)) for slot in slots)
    return made if made.entries else None


def raw(provider: Provider) -> DataMap | None:
    """The section ``raw``: what has no key, and what is missing."""
    lacking = [f"manifest.{name}" for name in provider.manifest.absent]
    lacking += [f"provider.{name}" for name in provider.provider_absent]
    made = mapping(
        (
            ("manifest", provider.manifest.extra if provider.manifest.extra.entries else None),
            ("provider", provider.provider_extra if provider.provider_extra.entries else None),
            ("without", words(lacking) if lacking else None),
        )
    )
    return made if made.entries else None
