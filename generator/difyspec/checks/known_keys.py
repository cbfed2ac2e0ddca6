"""The keys of declarations that some program of Dify reads, and the texts for people among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from difyspec.checks.views.model import Model
from difyspec.checks.views.plugin import FORMS, Plugin
from difyspec.diagnostics import nearest
from difyspec.layout.tree import down, entries_at, items_at
from difyspec.source import MapNode, Node, ScalarNode

MOST_UNKNOWN = 100  # of one map; whoever has more has written something else
LANGUAGES = ("en_US", "zh_Hans", "ja_JP", "pt_BR")

_FIELD = "a field of a form"
_OPTION = "an option"
_MODEL = "a model"
_PARAMETER = "a parameter"
PRICING = "`pricing`"
_PROVIDER = "the provider"
_NAME = "the model's name in the form"
_HELP = "`help`"
_PERMISSION = "`permission`"
_MODELS = "the permission to use models"
_MANIFEST = "the manifest"
_RESOURCE = "`resource`"
_PLUGINS = "`plugins`"
_META = "`meta`"
_RUNNER = "`runner`"
_EXTRA = "`extra`"
_PYTHON = "`python`"
_FORM = "a form"
_SHOW_ON = "`show_on`"
_LISTING = "the list of models of a type"
KEYS: Mapping[str, tuple[str, ...]] = {
    _FIELD: (
        "variable",
        "label",
        "type",
        "required",
        "default",
        "options",
        "placeholder",
        "help",
        "url",
        "max_length",
        "show_on",
    ),
    _OPTION: ("label", "value", "show_on"),
    _MODEL: (
        "model",
        "label",
        "model_type",
        "features",
        "fetch_from",
        "model_properties",
        "deprecated",
        "parameter_rules",
        "pricing",
    ),
    _PARAMETER: (
        "name",
        "use_template",
        "label",
        "type",
        "help",
        "required",
        "default",
        "min",
        "max",
        "precision",
        "options",
    ),
    PRICING: ("input", "output", "unit", "currency"),
    _PROVIDER: (
        "provider",
        "label",
        "description",
        "icon_small",
        "icon_large",
        "icon_small_dark",
        "icon_large_dark",
        "background",
        "help",
        "supported_model_types",
        "configurate_methods",
        "provider_credential_schema",
        "model_credential_schema",
        "models",
        "position",
        "extra",
    ),
    _NAME: ("label", "placeholder"),
    _HELP: ("title", "url"),
    _PERMISSION: ("tool", "model", "node", "endpoint", "app", "storage"),
    _MANIFEST: (
        "version",
        "type",
        "author",
        "name",
        "label",
        "description",
        "icon",
        "icon_dark",
        "resource",
        "plugins",
        "meta",
        "created_at",
        "privacy",
        "repo",
        "tags",
        "verified",
        "contact",
    ),
    _RESOURCE: ("memory", "permission"),
    _PLUGINS: ("tools", "models", "endpoints", "agent_strategies", "datasources", "triggers"),
    _META: ("version", "arch", "runner", "minimum_dify_version"),
    _RUNNER: ("language", "version", "entrypoint"),
    _EXTRA: ("python",),
    _PYTHON: ("provider_source", "model_sources"),
    _FORM: ("model", "credential_form_schemas"),
    _SHOW_ON: ("variable", "value"),
    _LISTING: ("predefined", "position"),
    _MODELS: ("enabled", "llm", "text_embedding", "rerank", "tts", "speech2text", "moderation"),
}
_PROVIDER_TEXTS = (
    *((key,) for key in ("label", "description", "icon_small", "icon_large", "icon_small_dark", "icon_large_dark")),
    ("help", "title"),
    ("help", "url"),
    ("model_credential_schema", "model", "label"),
    ("model_credential_schema", "model", "placeholder"),
)
_FIELD_TEXTS = ("label", "placeholder", "help", "url")

type Unknown = tuple[str, ScalarNode]


def unknown_in_provider(plugin: Plugin) -> Iterator[Unknown]:
    """The keys of the provider's YAML that nothing reads, and what they stand in."""
    root = plugin.provider
    yield from _others(root, _PROVIDER)
    yield from _others(down(root, "help"), _HELP)
    yield from _others(down(root, "model_credential_schema", "model"), _NAME)
    yield from _others(down(root, "extra"), _EXTRA)
    yield from _others(down(root, "extra", "python"), _PYTHON)
    for one in plugin.layout.types:
        yield from _others(one.node, _LISTING)
    for _, schema in FORMS:
        yield from _others(down(root, schema), _FORM)
        for field in items_at(root, schema, "credential_form_schemas"):
            yield from _in_field(field)


def _in_field(field: Node) -> Iterator[Unknown]:
    yield from _others(field, _FIELD)
    for option in items_at(field, "options"):
        yield from _others(option, _OPTION)
    for one in (field, *items_at(field, "options")):
        for condition in items_at(one, "show_on"):
            yield from _others(condition, _SHOW_ON)


def unknown_in_manifest(plugin: Plugin) -> Iterator[Unknown]:
    """The same for the manifest. Of its own keys only those are told that look misspelt: others may be for a store."""
    for what, key in _others(plugin.manifest, _MANIFEST):
        if nearest(key.text, KEYS[_MANIFEST]) is not None:
            yield what, key
    yield from _others(down(plugin.manifest, "resource"), _RESOURCE)
    yield from _others(down(plugin.manifest, "plugins"), _PLUGINS)
    yield from _others(down(plugin.manifest, "meta"), _META)
    yield from _others(down(plugin.manifest, "meta", "runner"), _RUNNER)
    yield from _others(down(plugin.manifest, "resource", "permission"), _PERMISSION)
    yield from _others(down(plugin.manifest, "resource", "permission", "model"), _MODELS)


def unknown_in_model(model: Model) -> Iterator[Unknown]:
    """The same for a model's file; the keys of its prices are another matter."""
    yield from _others(model.node, _MODEL)
    for parameter in items_at(model.node, "parameter_rules"):
        yield from _others(parameter, _PARAMETER)


def unknown_in_pricing(model: Model) -> Iterator[Unknown]:
    """The keys of `pricing` that nothing reads."""
    yield from _others(model.node.get("pricing"), PRICING)


def texts_of(plugin: Plugin) -> Iterator[MapNode]:
    """Every text for people that some loader reads."""
    for key in ("label", "description"):
        yield from _map(down(plugin.manifest, key))
    for path in _PROVIDER_TEXTS:
        yield from _map(down(plugin.provider, *path))
    for _, schema in FORMS:
        for field in items_at(plugin.provider, schema, "credential_form_schemas"):
            yield from _texts_of_field(field)
    for model in plugin.models:
        yield from texts_of_model(model)


def _texts_of_field(field: Node) -> Iterator[MapNode]:
    for key in _FIELD_TEXTS:
        if not (key == "help" and down(field, "help", "title") is not None):
            yield from _map(down(field, key))
    for option in items_at(field, "options"):
        yield from _map(down(option, "label"))


def texts_of_model(model: Model) -> Iterator[MapNode]:
    """Every text for people in a model's file."""
    yield from _map(model.node.get("label"))
    for parameter in items_at(model.node, "parameter_rules"):
        yield from _map(down(parameter, "label"))
        yield from _map(down(parameter, "help"))


def _map(node: Node | None) -> Iterator[MapNode]:
    if isinstance(node, MapNode):
        yield node


def _others(node: Node | None, what: str) -> Iterator[Unknown]:
    known = KEYS[what]
    unknown = (key for key, _ in entries_at(node) if key.text not in known)
    for key in islice(unknown, MOST_UNKNOWN):
        yield what, key


__all__ = [
    "KEYS",
    "LANGUAGES",
    "PRICING",
    "texts_of",
    "texts_of_model",
    "unknown_in_manifest",
    "unknown_in_model",
    "unknown_in_pricing",
    "unknown_in_provider",
]
