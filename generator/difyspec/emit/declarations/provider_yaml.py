"""``provider/<p>.yaml``: the provider as Dify shows it, its forms, and where its models and its Python lie."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.emit.declarations.credentials import model_form, provider_form
from difyspec.emit.header import notice
from difyspec.emit.trees import mapping, strings, without
from difyspec.emit.yaml import dump
from difyspec.provider.models import Catalogue
from difyspec.provider.plugin import Help, Provider
from difyspec.provider.values import DataMap


def emit_provider_yaml(provider: Provider) -> Iterator[tuple[str, str]]:
    """The provider's declaration."""
    yield provider.declaration, dump(provider_data(provider), notice(provider))


def provider_data(provider: Provider) -> DataMap:
    """The declaration as data."""
    icons = provider.icons
    base = mapping(
        [
            ("provider", provider.name),
            ("label", provider.label),
            ("description", provider.description),
            ("icon_small", icons.small),
            ("icon_large", icons.large),
            ("icon_small_dark", icons.small_dark),
            ("icon_large_dark", icons.large_dark),
            ("background", provider.background),
            ("help", _help(provider.help)),
            ("supported_model_types", strings(type_.value for type_ in provider.model_types)),
            ("configurate_methods", strings(provider.methods)),
            ("provider_credential_schema", provider_form(provider.forms)),
            ("model_credential_schema", model_form(provider.forms)),
            ("models", _models(provider.catalogues)),
            ("extra", _extra(provider)),
        ],
        provider.forms.extra,
    )
    return without(mapping(base.entries, provider.provider_extra), provider.provider_absent)


def _help(link: Help | None) -> DataMap | None:
    return None if link is None else mapping([("title", link.title), ("url", link.url)])


def _models(catalogues: tuple[Catalogue, ...]) -> DataMap | None:
    """Which files declare models; None where there are none."""
    blocks = mapping((catalogue.type.folder, _sources(catalogue)) for catalogue in catalogues)
    return blocks if blocks.entries else None


def _sources(catalogue: Catalogue) -> DataMap | None:
    if not catalogue.predefined_paths and catalogue.position_path is None:
        return None
    paths = strings(catalogue.predefined_paths) if catalogue.predefined_paths else None
    return mapping([("predefined", paths), ("position", catalogue.position_path)])


def _extra(provider: Provider) -> DataMap:
    sources = [f"models/{type_.folder}/{type_.folder}.py" for type_ in provider.model_types]
    python = mapping(
        [("provider_source", provider.declaration.removesuffix(".yaml") + ".py"), ("model_sources", strings(sources))]
    )
    return mapping([("python", python)])
