"""What each path of an expression is in the Python around it: its code, its type, whether it may be absent."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from difyspec.emit.python.syntax import call, dotted
from difyspec.provider import entities
from difyspec.provider.entities import Attribute
from difyspec.provider.expressions import Condition, Path, Root
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider
from difyspec.provider.values import Kind
from difyspec.provider.vocabulary import PROPERTIES


class Type(StrEnum):
    """The Python type of an expression; LIST is any collection."""

    TEXT = "text"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    LIST = "list"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Slot:
    """An expression of Python with its type; `optional` if it may be None."""

    code: ast.expr
    type: Type
    optional: bool = False


NONE = Slot(ast.Constant(None), Type.ANY, optional=True)
"""What is absent."""

# Properties that the runtime's facts of a model have as attributes, and those to be asked for as a number.
_TYPED = {"mode": Type.TEXT, "context_size": Type.INT, "max_chunks": Type.INT}
_NUMBERS = frozenset(name for name, kind in PROPERTIES.items() if kind is Kind.INT and name not in _TYPED)

_CALL = {
    "model": Slot(dotted("call.model.wire_name"), Type.TEXT),
    "stream": Slot(dotted("call.stream"), Type.BOOL),
    "user": Slot(dotted("call.user"), Type.TEXT, optional=True),
    "app_id": Slot(dotted("call.app_id"), Type.TEXT, optional=True),
    "input_type": Slot(dotted("call.input_type"), Type.TEXT),
    "multimodal": Slot(dotted("call.multimodal"), Type.BOOL),
    "items": Slot(dotted("items"), Type.LIST),
    "item": Slot(ast.Subscript(ast.Name("items"), ast.Constant(0)), Type.ANY),
    "query": Slot(dotted("query"), Type.TEXT),
    "top_n": Slot(dotted("top_n"), Type.INT, optional=True),
    "text": Slot(dotted("spoken"), Type.TEXT),
    "voice": Slot(dotted("voice"), Type.TEXT),
    "format": Slot(dotted("kind"), Type.TEXT, optional=True),
}
_ERROR = {
    "status": Slot(dotted("error.status"), Type.INT, optional=True),
    "code": Slot(dotted("error.code"), Type.TEXT, optional=True),
    "message": Slot(dotted("error.message"), Type.TEXT),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands.

    `cred` is the text that reads credentials; `model` the attribute of ``call.model`` that patterns and groups test:
    the wire name in the transport, Dify's name elsewhere; they differ if models are `renamed`. `inline` writes out
    named conditions in place. Where a model may be the copy of another, patterns and groups test that: `base` has it in
    the section `models`, and in the transport `family` says so.
    """

    credentials: Mapping[str, Attribute] = field(default_factory=dict)
    facts: Mapping[str, Attribute] = field(default_factory=dict)
    parameters: Mapping[str, Attribute] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    cred: str = "call.cred"
    model: str = "wire_name"
    renamed: bool = True
    inline: bool = False
    base: ast.expr | None = None
    family: bool = False

    def in_models(self) -> Scope:
        """The same place as the section `models` sees it."""
        return replace(self, model="name")

    def credentials_only(self) -> Scope:
        """A place with nothing but credentials, as a variable ``cred``: the test of the provider form."""
        return replace(self, cred="cred", inline=True)

    def tested(self, path: Path) -> Slot:
        """What a path is where it is compared with something."""
        if self.base is not None and path == Path(Root.MODEL):
            return Slot(self.base, Type.TEXT, optional=True)
        if self.family and self.model == "wire_name" and path == Path(Root.MODEL):
            return Slot(dotted("call.model.family"), Type.TEXT)
        return self.slot(path)

    def slot(self, path: Path) -> Slot:
        """What a path is here; `LookupError` for a name that nothing declares."""
        match path.root:
            case Root.CRED:
                return self._attribute(self.credentials, self.cred, path)
            case Root.DISCOVERED:
                return self._attribute(self.facts, "call.discovered", path)
            case Root.PARAM:
                return self._attribute(self.parameters, "call.param", path)
            case Root.GIVEN:
                return self._attribute(self.parameters, "call.given", path)
            case Root.MODEL:
                return self._model(path.name)
            case Root.CALL:
                return _named(_CALL, path)
            case Root.ERROR:
                return _named(_ERROR, path)
            case _:
                return Slot(ast.Name(path.root.value), Type.TEXT)

    def _attribute(self, known: Mapping[str, Attribute], holder: str, path: Path) -> Slot:
        found = known.get(path.name or "")
        if found is None:
            raise LookupError(f"nothing declares {path.root.value}.{path.name}")
        return Slot(dotted(f"{holder}.{found.python}"), Type(found.type.value), found.optional)

    def _model(self, name: str | None) -> Slot:
        if name is None:
            return Slot(dotted(f"call.model.{self.model}"), Type.TEXT)
        if name == "features":
            return Slot(dotted("call.model.features"), Type.LIST)
        if name in _TYPED:
            return Slot(dotted(f"call.model.{name}"), _TYPED[name], optional=True)
        number = name in _NUMBERS
        getter = dotted("call.model.number" if number else "call.model.text")
        return Slot(call(getter, ast.Constant(name)), Type.INT if number else Type.TEXT, optional=True)


def _named(known: Mapping[str, Slot], path: Path) -> Slot:
    if path.name is None or path.name not in known:
        raise LookupError(f"there is no {path.root.value}.{path.name}")
    return known[path.name]


def shared_scope(provider: Provider) -> Scope:
    """Where all model types stand: the connection."""
    transport = provider.transport
    connections = [transport.connection, *(part.connection for part in transport.types)] if transport else []
    return Scope(
        credentials=_by_name(entities.credentials(provider)),
        facts=_by_name(entities.discovered(provider)),
        conditions=dict(provider.conditions),
        renamed=any(one.wire_name is not None for one in connections),
        family=any(_copies(provider, type_) for type_ in provider.model_types),
    )


def type_scope(provider: Provider, type_: ModelType) -> Scope:
    """Where one model type stands: its own credentials and parameters too."""
    shared = shared_scope(provider)
    own = entities.credentials_of(provider, type_)
    known = {**shared.credentials, **_by_name(own)}
    parameters = _by_name(entities.parameters(provider, type_))
    return replace(shared, credentials=known, parameters=parameters, family=_copies(provider, type_))


def _copies(provider: Provider, type_: ModelType) -> bool:
    """Whether models that users add are copies of others."""
    custom = provider.catalogue(type_).custom
    return custom is not None and custom.like is not None


def _by_name(entity: entities.Entity) -> dict[str, Attribute]:
    return {attribute.name: attribute for attribute in entity.attributes}
