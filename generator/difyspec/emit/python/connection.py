"""``adapter/connection.py``: how every model of the provider is reached."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace

from difyspec.emit.header import notice
from difyspec.emit.python import errors, forms, http
from difyspec.emit.python.conditions_local import localized
from difyspec.emit.python.conditions_used import functions
from difyspec.emit.python.discovery import discover
from difyspec.emit.python.hooks import hook, modules
from difyspec.emit.python.literals import texts
from difyspec.emit.python.modules import Function, imports, method
from difyspec.emit.python.printer import block, spread
from difyspec.emit.python.scope import shared_scope, type_scope
from difyspec.emit.python.strings import prose
from difyspec.emit.python.syntax import assign, call, text
from difyspec.emit.templates import render
from difyspec.emit.words import plural
from difyspec.provider import entities
from difyspec.provider.models import ModelType
from difyspec.provider.names import identifiers, pascal
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import Connection, Transport


def emit_connection(provider: Provider) -> Iterator[tuple[str, str]]:
    """The module that all model types import, and the package it lies in."""
    if provider.transport is None:
        return
    yield "adapter/__init__.py", f'"""What all models of {title(provider)} share."""\n'
    yield "adapter/connection.py", _module(provider, provider.transport)


def title(provider: Provider) -> str:
    """What docstrings call the provider."""
    return prose(provider.label.english, provider.name)


def is_generic(provider: Provider) -> bool:
    """Whether model types have credentials of their own, so that the connection is one of any credentials."""
    return any(entities.credentials_of(provider, type_).base is not None for type_ in provider.model_types)


def class_of(provider: Provider, type_: ModelType) -> str:
    """The class of a model type's connection: of its own where its part of the transport deviates."""
    part = provider.transport.of(type_.value) if provider.transport else None
    own = part is not None and part.connection != Connection()
    return f"{pascal(type_.value)}Connection" if own else "Connection"


def instance(provider: Provider, type_: ModelType) -> ast.expr:
    """``Connection()``, with the form of the type where forms differ."""
    known = forms.forms_of(provider)
    form = [ast.Name(forms.name_of(type_, known))] if known.own else []
    return call(class_of(provider, type_), *form)


def names(provider: Provider) -> dict[str, str]:
    """What the adapter's modules offer to the models' and to each other."""
    classes = [class_of(provider, type_) for type_ in provider.model_types]
    known = forms.forms_of(provider)
    constants = [forms.name_of(type_, known) for type_ in provider.model_types]
    found = dict.fromkeys([*classes, *constants, forms.COMMON], "adapter.connection")
    entity_names = [entities.CREDENTIALS, entities.DISCOVERED]
    for type_ in provider.model_types:
        entity_names += [entities.credentials_of(provider, type_).name, entities.parameters(provider, type_).name]
    return found | dict.fromkeys(entity_names, "adapter.entities") | modules(provider)


def _module(provider: Provider, transport: Transport) -> str:
    scope = shared_scope(provider)
    generic = is_generic(provider)
    kind = "Call[C]" if generic else "Call"
    shared = http.methods(provider, transport.connection, Connection(), scope, kind)
    shared += [*discover(provider, scope, kind), *_hooks(provider)]
    own = [
        (class_of(provider, type_), entities.credentials_of(provider, type_).name, plural(type_), methods)
        for type_ in provider.model_types
        if (methods := _own(provider, transport, type_))
    ]
    attributes = _attributes(provider)
    code = [*attributes, *(part for one in shared for part in one.body)]
    conditions = functions(code, scope, "Call[Credentials]" if generic else "Call")
    shared, conditions = localized(shared, conditions, attributes)
    values: dict[str, object] = {
        "title": title(provider),
        "generic": generic,
        "typed": bool(shared or own),
        "constants": _constants(provider),
        "attributes": block(attributes, 4),
        "methods": [one.text(4) for one in shared],
        "own": [(name, entity, kind, [one.text(4) for one in found]) for name, entity, kind, found in own],
        "conditions": [one.text() for one in conditions],
    }
    body = render("python/connection.jinja", notice=notice(provider), imports="", **values)
    known = {name: origin for name, origin in names(provider).items() if origin != "adapter.connection"}
    return render("python/connection.jinja", notice=notice(provider), imports=imports(body, known), **values)


def _own(provider: Provider, transport: Transport, type_: ModelType) -> list[Function]:
    """What the connection of one model type does otherwise."""
    part = transport.of(type_.value)
    if part is None or class_of(provider, type_) == "Connection":
        return []
    kind = f"Call[{entities.credentials_of(provider, type_).name}]" if is_generic(provider) else "Call"
    # Functions of named conditions know what all types share, so here conditions are written out.
    scope = replace(type_scope(provider, type_), inline=True)
    return http.methods(provider, part.connection, transport.connection, scope, kind)


def _hooks(provider: Provider) -> list[Function]:
    """The methods that hand over to a hook."""
    credentials = "C" if is_generic(provider) else entities.CREDENTIALS
    transport = provider.transport or Transport(Connection(), ())
    candidates = [
        ("client", "cred", credentials, "Any", transport.client, "A client of the vendor's own library."),
        (
            "classify",
            "problem",
            "errors.Problem",
            "errors.Kind | None",
            transport.classify,
            "The kind of a failure; None leaves it to the table.",
        ),
    ]
    return [
        method(
            name,
            (f"{parameter}: {annotation}",),
            returns,
            doc,
            [ast.Return(call(hook(provider, reference.name), ast.Name(parameter)))],
        )
        for name, parameter, annotation, returns, reference, doc in candidates
        if reference is not None
    ]


def _attributes(provider: Provider) -> list[ast.stmt]:
    known = forms.forms_of(provider)
    found = [assign("name", text(provider.label.english))]
    if not known.own:
        found.append(assign("form", forms.form(entities.CREDENTIALS, known.common, known)))
    found.append(assign("facts", _facts(provider)))
    if provider.transport is not None and (attempts := provider.transport.attempts) is not None:
        field = text(known.python[attempts.field])
        found += [assign("addresses", texts(attempts.addresses)), assign("address_field", field)]
        found += [assign("addresses_complete", ast.Constant(True))] if attempts.complete else []
    rows, places = errors.rows(provider.errors, shared_scope(provider)), errors.places(provider.errors)
    found += [assign("error_rows", rows)] if rows is not None else []
    found += [assign("error_places", places)] if places is not None else []
    return found


def _facts(provider: Provider) -> ast.expr:
    python = identifiers(fact.name for fact in provider.facts)
    moved = [(python[fact.name], fact.stored_as) for fact in provider.facts if fact.stored_as != python[fact.name]]
    limited = [(python[fact.name], fact.model_types) for fact in provider.facts if fact.model_types]
    tested = tuple(python[fact.name] for fact in provider.facts if fact.tested)
    given: dict[str, ast.expr] = {}
    if moved:
        given["stored_as"] = _table((name, text(stored)) for name, stored in moved)
    if limited:
        given["only"] = _table((name, texts(types)) for name, types in limited)
    if tested:
        given["tested"] = texts(tested)
    return call("forms.Facts", ast.Name(entities.DISCOVERED), **given)


def _table(entries: Iterable[tuple[str, ast.expr]]) -> ast.expr:
    found = list(entries)
    keys: list[ast.expr | None] = [text(name) for name, _ in found]
    return ast.Dict(keys, [value for _, value in found])


def _constants(provider: Provider) -> list[str]:
    """The forms, where model types see different fields."""
    known = forms.forms_of(provider)
    if not known.own:
        return []
    found = spread(forms.form(entities.CREDENTIALS, known.common, known), 0, f"{forms.COMMON} = ")
    for type_, fields in known.own:
        entity = entities.credentials_of(provider, type_).name
        form = forms.form(entity, fields, known, extends=True)
        found += spread(form, 0, f"{forms.name_of(type_, known)} = ")
    return found
