"""``provider/<p>.yaml``, apart from the models it leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from difyspec.importer.read.data import distinct, scalar_of, text_of, texts_of
from difyspec.importer.read.fields import fields
from difyspec.importer.read.taking import Taking, missing, surplus
from difyspec.importer.read.texts import people
from difyspec.language.models.document import PROVIDER_FORM
from difyspec.provider.forms import Forms
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Help, Icons
from difyspec.provider.texts import Text, english
from difyspec.provider.values import DataList, DataMap, Kind, Scalar, text
from difyspec.provider.vocabulary import METHODS
from difyspec.source import MapNode, Node

_ALWAYS = (
    "provider",
    "label",
    "supported_model_types",
    "configurate_methods",
    "extra.python.provider_source",
    "extra.python.model_sources",
)
_NAME = re.compile(PROVIDER_FORM)
_TYPES = {type_.value: type_ for type_ in ModelType}


@dataclass(frozen=True, slots=True)
class Sources:
    """What a provider says about the files of one model type."""

    type: ModelType
    predefined: tuple[str, ...] | None
    position: str | None


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a provider's YAML says. `extra` is what has no place here, `absent` what it lacks."""

    name: str
    label: Text
    description: Text | None
    background: Scalar | None
    help: Help | None
    icons: Icons
    types: tuple[ModelType, ...]
    methods: tuple[str, ...]
    forms: Forms
    sources: tuple[Sources, ...] = ()
    extra: DataMap = field(default_factory=lambda: DataMap(()))
    absent: tuple[str, ...] = ()


def declaration(node: MapNode, path: str, *, python: bool) -> Declaration:
    """The declaration in a file at a path. `python`: it is of a layout in which it says where the Python lies."""
    keys = Taking(node)
    stem = path.rsplit("/", 1)[-1].removesuffix(".yaml")
    name = keys.take("provider", lambda one: found if (found := text_of(one)) and _NAME.fullmatch(found) else None)
    types = keys.take("supported_model_types", _types) or _known(node.get("supported_model_types"))
    written = ("provider", "label", "supported_model_types", "configurate_methods") if not python else _ALWAYS
    if python:
        _python(keys, path, types)
    label = keys.take("label", people) or english(name or stem)
    methods = keys.take("configurate_methods", _methods)
    forms = _forms(keys)
    return Declaration(
        name=name or _plain(stem),
        label=label,
        description=keys.take("description", people),
        background=keys.take("background", lambda one: scalar_of(one, Kind.TEXT)),
        help=_help(keys),
        icons=Icons(*(keys.take(f"icon_{one}", people) for one in ("small", "large", "small_dark", "large_dark"))),
        types=types,
        methods=methods if methods is not None else _reachable(forms),
        forms=forms,
        sources=_sources(keys),
        extra=keys.rest(),
        absent=(*missing(node, written), *surplus(node, "label", label)),
    )


def _plain(stem: str) -> str:
    return re.sub(r"[^a-z0-9_\-]+", "_", stem.lower())[:128] or "provider"


def _types(node: Node) -> tuple[ModelType, ...] | None:
    found = distinct(texts_of(node))
    return None if found is None or set(found) - set(_TYPES) else tuple(_TYPES[one] for one in found)


def _known(node: Node | None) -> tuple[ModelType, ...]:
    """The types of a list that has others too."""
    texts = texts_of(node) if node is not None else None
    return tuple(dict.fromkeys(_TYPES[one] for one in texts or () if one in _TYPES))


def _reachable(forms: Forms) -> tuple[str, ...]:
    """The methods that follow from the forms."""
    return tuple(name for name, form in zip(METHODS, (forms.provider, forms.model), strict=True) if form is not None)


def _methods(node: Node) -> tuple[str, ...] | None:
    found = distinct(texts_of(node))
    return None if found is None or set(found) - set(METHODS) else found


def _python(keys: Taking, path: str, types: tuple[ModelType, ...]) -> None:
    """Takes what emission writes by itself about the files of Python."""
    extra = keys.inside("extra")
    python = extra.inside("python") if extra is not None else None
    if python is None:
        return
    python.fixed("provider_source", text(path.removesuffix(".yaml") + ".py"))
    sources = tuple(text(f"models/{type_.folder}/{type_.folder}.py") for type_ in types)
    python.fixed("model_sources", DataList(sources))


def _help(keys: Taking) -> Help | None:
    inner = keys.inside("help")
    if inner is None:
        return None
    title, url = inner.take("title", people), inner.take("url", people)
    return None if title is None and url is None else Help(title, url)


def _forms(keys: Taking) -> Forms:
    own = keys.inside("provider_credential_schema")
    provider = own.take("credential_form_schemas", fields) if own is not None else None
    custom = keys.inside("model_credential_schema")
    if custom is None:
        return Forms(provider, None)
    model = custom.take("credential_form_schemas", fields)
    texts = custom.inside("model") if model is not None else None
    label = texts.take("label", people) if texts is not None else None
    placeholder = texts.take("placeholder", people) if texts is not None else None
    return Forms(provider, model, label, placeholder)


def _sources(keys: Taking) -> tuple[Sources, ...]:
    blocks = keys.inside("models")
    if blocks is None:
        return ()
    found: list[Sources] = []
    for type_ in ModelType:
        block = blocks.inside(type_.folder)
        if block is not None:
            predefined = block.take("predefined", lambda one: distinct(texts_of(one)) or None)
            found.append(Sources(type_, predefined, block.take("position", text_of)))
    return tuple(found)
