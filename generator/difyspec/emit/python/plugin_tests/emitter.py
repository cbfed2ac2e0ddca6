"""``tests/``: the files that every plugin has, and ``expected.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from difyspec.emit.declarations.custom import fixed
from difyspec.emit.header import notice
from difyspec.emit.python.plugin_tests import samples
from difyspec.emit.python.plugin_tests.failures import failures
from difyspec.provider.expressions import Choice, Path, Root, Value
from difyspec.provider.forms import Field
from difyspec.provider.hooks import Place, references
from difyspec.provider.models import Catalogue, Model, ModelType
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import BodyData, BodyList, BodyMap, Protocol
from difyspec.provider.values import Data, DataList, DataMap, Kind, Scalar

# Where the protocols ask, unless a spec says otherwise.
_PATHS = {
    Protocol.OPENAI_CHAT: "/chat/completions",
    Protocol.OPENAI_COMPLETIONS: "/completions",
    Protocol.OPENAI_RESPONSES: "/responses",
    Protocol.ANTHROPIC_MESSAGES: "/messages",
    Protocol.OPENAI_EMBEDDINGS: "/embeddings",
    Protocol.OPENAI_TRANSCRIPTIONS: "/audio/transcriptions",
    Protocol.OPENAI_SPEECH: "/audio/speech",
    Protocol.OPENAI_MODERATIONS: "/moderations",
    Protocol.JINA_RERANK: "/rerank",
}
# Hooks that take no part in a call.
_APART = frozenset({Place.DISCOVER, Place.CLASSIFY, Place.MEDIA})


def emit_tests(provider: Provider, sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The tests; `sources` are the files that are the same everywhere, by path within ``tests/``."""
    if provider.transport is None:
        return
    for path, text in sources.items():
        yield f"tests/{path}", text
    yield "tests/expected.json", json.dumps(expected(provider), ensure_ascii=False, indent=2) + "\n"


def expected(provider: Provider) -> dict[str, Any]:
    """What the tests are told of this provider."""
    forms = {"provider": provider.forms.provider, "model": provider.forms.model}
    return {
        "notice": notice(provider),
        "provider": provider.name,
        "name": provider.label.english,
        "secret": samples.SECRET,
        "forms": {name: None if form is None else _variables(form) for name, form in forms.items()},
        "types": {type_.value: _type(provider, type_) for type_ in provider.model_types},
        "paths": _paths(provider),
        "failures": failures(provider),
        "provider_test": _provider_test(provider),
    }


def _paths(provider: Provider) -> dict[str, str]:
    """The paths that a spec puts in the place of those of its protocols."""
    parts = provider.transport.types if provider.transport else ()
    known = [(part, part.protocol.cases[-1].then) for part in parts if part.path and part.protocol.cases]
    return {
        path: _PATHS[then]
        for part, then in known
        if isinstance(then, Protocol) and then in _PATHS
        for path in _fixed(part.path)
        if path
    }


def _fixed(path: Choice[Value] | None) -> list[str]:
    """The paths of a choice, as far as they do not depend on a value of the call."""
    return [case.then.text for case in (path.cases if path else ()) if isinstance(case.then, Scalar)]


def _variables(form: tuple[Field, ...]) -> list[str]:
    """The keys of a form, each once."""
    return list(dict.fromkeys(field.variable for field in form))


def _type(provider: Provider, type_: ModelType) -> dict[str, Any]:
    catalogue = provider.catalogue(type_)
    model = _called(catalogue)
    return {
        "model": samples.MODEL if model is None else model.id,
        "credentials": _credentials(provider, type_, custom=model is None),
        "served": _served(provider, type_),
        "discovers": provider.validation.discover is not None,
        "json": _described_json(provider, type_),
        "predefined": [_described(one) for one in catalogue.predefined],
        "custom": _custom(provider, type_),
    }


def _credentials(provider: Provider, type_: ModelType, *, custom: bool) -> dict[str, Any] | None:
    """Values for the form that calls of the type bring, with facts as if they were saved."""
    fields = samples.seen(provider, type_, custom=custom)
    made = samples.credentials(fields, type_, samples.known(provider, type_))
    return None if made is None else {**made, **samples.facts(provider.facts)}


def _called(catalogue: Catalogue) -> Model | None:
    """The predefined model to call: the first that is not on its way out; None if users bring all models."""
    current = [one for one in catalogue.predefined if one.deprecated is None or one.deprecated.text != "true"]
    return next(iter(current or catalogue.predefined), None)


def _served(provider: Provider, type_: ModelType) -> bool:
    """Whether the scripted server is certain to speak what models of the type ask for."""
    part = provider.transport.of(type_.value) if provider.transport else None
    protocols = {one.then for one in part.protocol.cases} if part else set()
    if part is None or (Protocol.JSON in protocols and len(protocols) > 1):
        return False
    if part.json is None and part.path is not None and len(_fixed(part.path)) < len(part.path.cases):
        return False
    hooks = (one for one in references(provider) if one.type in (type_, None) and one.place not in _APART)
    return next(hooks, None) is None


def _described_json(provider: Provider, type_: ModelType) -> dict[str, Any] | None:
    """Where a server with JSON of its own is told what it is asked about, and where it says what."""
    part = provider.transport.of(type_.value) if provider.transport else None
    if part is None or part.json is None or any(one.then is not Protocol.JSON for one in part.protocol.cases):
        return None
    items = (place for case in part.json.request.cases for place in _places_of_items(case.then, ()))
    return {"items": list(dict.fromkeys(items)), "places": dict(part.json.response)}


def _places_of_items(data: BodyData, path: tuple[str, ...]) -> Iterator[str]:
    """The dotted places of a request that hold the items of a call, or one of them."""
    if isinstance(data, BodyMap):
        for key, value in data.entries:
            yield from _places_of_items(value, (*path, key))
    elif isinstance(data, BodyList):
        for number, value in enumerate(data.items):
            yield from _places_of_items(value, (*path, str(number)))
    elif isinstance(data, Choice):
        for case in data.cases:
            yield from _places_of_items(case.then, path)
    elif isinstance(data, Path) and data.root is Root.CALL and data.name in ("items", "item"):
        yield ".".join(path)


def _provider_test(provider: Provider) -> dict[str, Any] | None:
    if provider.forms.provider is None:
        return None
    made = samples.credentials(provider.forms.provider, None, {})
    if made is None:
        return None
    types = [ModelType(type_) for type_, _ in provider.validation.provider]
    served = bool(types) and all(_served(provider, type_) for type_ in types) and not provider.facts
    return {"credentials": made, "types": [type_.value for type_ in types], "served": served}


def _described(model: Model) -> dict[str, Any]:
    return {
        "model": model.id,
        "features": [feature.text for feature in model.features or ()],
        "parameters": [rule.name for rule in model.parameters or ()],
        "properties": {key: _plain(value) for key, value in model.properties or ()},
    }


def _custom(provider: Provider, type_: ModelType) -> dict[str, Any] | None:
    """What is certain about a model that users add; None where there are none, or no values to try them with."""
    custom, credentials = provider.catalogue(type_).custom, _credentials(provider, type_, custom=True)
    hooked = (part := provider.transport and provider.transport.of(type_.value)) and part.schema is not None
    if custom is None or credentials is None or hooked:
        return None
    properties = {key: fixed(choice) for key, choice in custom.properties}
    # The attributes of a copy are those of its base model, and a condition may take them away again.
    return {
        "model": samples.MODEL,
        "features": [feature.name for feature in custom.features or () if feature.when is None],
        "parameters": [one.rule.name for one in custom.parameters or () if one.when is None],
        "properties": {key: _plain(value) for key, value in properties.items() if value is not None},
        "credentials": credentials,
    }


def _plain(value: Data) -> Any:
    if isinstance(value, DataList):
        return [_plain(item) for item in value.items]
    if isinstance(value, DataMap):
        return {key: _plain(item) for key, item in value.entries}
    return _scalar(value)


def _scalar(value: Scalar) -> Any:
    match value.kind:
        case Kind.INT:
            return int(value.number)
        case Kind.FLOAT:
            return float(value.number)
        case Kind.BOOL:
            return value.truth
        case Kind.NULL:
            return None
        case _:
            return value.text
