"""``provider/<name>.py``: how the provider form is tested."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from difyspec.emit.header import notice
from difyspec.emit.python import forms, literals
from difyspec.emit.python.choices import nested
from difyspec.emit.python.connection import names, title
from difyspec.emit.python.expressions import typed
from difyspec.emit.python.modules import Function, imports, method
from difyspec.emit.python.printer import flat
from difyspec.emit.python.scope import Type, shared_scope
from difyspec.emit.python.syntax import call, text
from difyspec.emit.templates import render
from difyspec.provider import entities
from difyspec.provider.names import pascal
from difyspec.provider.plugin import Provider


def emit_provider(provider: Provider) -> Iterator[tuple[str, str]]:
    """The class of the provider; one whose form is empty has nothing to test."""
    if provider.transport is None:
        return
    predefined = provider.forms.provider is not None
    values: dict[str, object] = {
        "title": title(provider),
        "notice": notice(provider),
        "name": pascal(provider.name) + "Provider",
        "base": f"PredefinedProvider[{entities.CREDENTIALS}]" if predefined else "CustomProvider",
        "attributes": [f"connection = {flat(_connection(provider))}", *_probes(provider)] if predefined else [],
        "methods": [one.text(4) for one in _targets(provider)] if predefined else [],
    }
    body = render("python/provider.jinja", imports="", **values)
    yield (
        f"{provider.declaration.removesuffix('.yaml')}.py",
        render("python/provider.jinja", imports=imports(body, names(provider)), **values),
    )


def _connection(provider: Provider) -> ast.expr:
    form = [ast.Name(forms.COMMON)] if forms.forms_of(provider).own else []
    return call("Connection", *form)


def _probes(provider: Provider) -> list[str]:
    gets = provider.validation.gets
    return [f"probes = {flat(literals.texts(gets))}"] if gets else []


def _targets(provider: Provider) -> list[Function]:
    """The models that are called; none: only the form is checked."""
    if not provider.validation.provider:
        return []
    scope = shared_scope(provider).credentials_only()
    targets: list[ast.expr] = [
        ast.Tuple([text(type_), nested(choice, scope, lambda one: typed(one, scope, Type.TEXT)).code])
        for type_, choice in provider.validation.provider
    ]
    parameters = (f"cred: {entities.CREDENTIALS}",)
    doc = "The models that are called to test the form."
    return [method("targets", parameters, "tuple[providers.Target, ...]", doc, [ast.Return(ast.Tuple(targets))])]
