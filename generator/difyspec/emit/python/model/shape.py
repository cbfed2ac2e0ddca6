"""What the modules of all model types have in common: the class, its types, its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from difyspec.emit.header import notice
from difyspec.emit.python.conditions_local import localized
from difyspec.emit.python.conditions_used import functions
from difyspec.emit.python.connection import instance, names, title
from difyspec.emit.python.modules import Function, imports
from difyspec.emit.python.printer import flat
from difyspec.emit.python.scope import Scope, type_scope
from difyspec.emit.templates import render
from difyspec.provider import entities
from difyspec.provider.models import ModelType
from difyspec.provider.names import pascal
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import TypeTransport

# How calls are annotated: what every call has, and what requests of the type have besides.
CALL = "Call"

_CLASSES = {
    ModelType.LLM: "LargeLanguageModel",
    ModelType.TEXT_EMBEDDING: "TextEmbeddingModel",
    ModelType.RERANK: "RerankModel",
    ModelType.SPEECH2TEXT: "Speech2TextModel",
    ModelType.TTS: "TTSModel",
    ModelType.MODERATION: "ModerationModel",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What the runtime calls things of a model type: its base class, and the class of its calls."""

    type: ModelType
    base: str
    call: str
    parameters: bool = False

    @property
    def alias(self) -> str:
        """The annotation of a request of this type: ``ChatCall``."""
        return self.call.rpartition(".")[2]

    @property
    def protocol(self) -> str:
        """The annotation of what speaks to the server: ``chat.Protocol``."""
        return f"{self.base.partition('.')[0]}.Protocol"


@dataclass(frozen=True, slots=True)
class Part:
    """One model type of a provider: what its module is made from."""

    provider: Provider
    shape: Shape
    transport: TypeTransport
    scope: Scope

    @property
    def entities(self) -> str:
        """The type arguments of its calls."""
        names_ = [entities.credentials_of(self.provider, self.shape.type).name, entities.DISCOVERED]
        if self.shape.parameters:
            names_.append(entities.parameters(self.provider, self.shape.type).name)
        return ", ".join(names_)

    @property
    def common(self) -> str:
        """The type arguments of what every call has."""
        return ", ".join(self.entities.split(", ")[:2])


def part_of(provider: Provider, shape: Shape) -> Part | None:
    """A provider's part of a model type; None if it has no such models."""
    transport = provider.transport.of(shape.type.value) if provider.transport else None
    if transport is None or shape.type not in provider.model_types:
        return None
    return Part(provider, shape, transport, type_scope(provider, shape.type))


def class_name(provider: Provider, type_: ModelType) -> str:
    """``XinferenceLargeLanguageModel``."""
    return pascal(provider.name) + _CLASSES[type_]


def module(
    part: Part, methods: Sequence[Function], attributes: Sequence[str] = (), base: str | None = None
) -> tuple[str, str]:
    """The path and text of the module, from the template of the type's name. `base` is another base class."""
    shape = part.shape
    code = [statement for one in methods for statement in one.body]
    methods, conditions = localized(methods, functions(code, part.scope, CALL, shape.alias))
    written = [one.text(4) for one in methods] + [one.text() for one in conditions]
    values = {
        "title": title(part.provider),
        "notice": notice(part.provider),
        "call": shape.call,
        "alias": shape.alias,
        "entities": part.entities,
        "common": part.common,
        "uses_call": any("call: Call" in one for one in written),
        "uses_alias": any(f"call: {shape.alias}" in one for one in written),
        "conditions": [one.text() for one in conditions],
        "name": class_name(part.provider, shape.type),
        "base": base or shape.base,
        "attributes": [f"connection = {flat(instance(part.provider, shape.type))}", *attributes],
        "methods": [one.text(4) for one in methods],
    }
    template = f"python/model/{shape.type.folder}.jinja"
    body = render(template, imports="", **values)
    folder = shape.type.folder
    return f"models/{folder}/{folder}.py", render(template, imports=imports(body, names(part.provider)), **values)
