"""How the server is reached: endpoint, headers, query, timeout, retry, wire name, as methods of a connection."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from difyspec.emit.python.choices import nested, returned
from difyspec.emit.python.expressions import expression, typed
from difyspec.emit.python.hooks import hook
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.scope import Scope, Type
from difyspec.emit.python.syntax import call, dotted, inherited, text
from difyspec.provider.expressions import Choice, Template, Value, constant
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import (
    Auth,
    AuthHeader,
    Bearer,
    Connection,
    HookRef,
    NoAuth,
    Normalize,
    NormalizeVerb,
    Retry,
    Timeout,
)

_NOTHING = ast.Dict([], [])


def methods(provider: Provider, connection: Connection, shared: Connection, scope: Scope, kind: str) -> list[Function]:
    """The methods that a connection overrides; `shared` has what one of a single model type takes from all types'.

    `kind` annotates the call.
    """
    return [
        method(name, (f"call: {kind}",), returns, doc, body)
        for name, returns, doc, body in _parts(provider, connection, shared, scope)
    ]


type _Part = tuple[str, str, str, list[ast.stmt]]


def _parts(provider: Provider, own: Connection, shared: Connection, scope: Scope) -> Iterator[_Part]:
    if own.endpoint is not None or (own.normalize is not None and shared.endpoint is not None):
        endpoint = own.endpoint or shared.endpoint or Choice(())
        steps = own.normalize if own.normalize is not None else shared.normalize or ()
        yield "endpoint", "str", "The base URL of requests.", _endpoint(endpoint, steps, scope)
    if own.auth is not None or own.headers is not None:
        auth = own.auth if own.auth is not None else shared.auth
        headers = own.headers if own.headers is not None else shared.headers
        body = _headers(provider, auth, headers or (), scope)
        yield "headers", "dict[str, str]", "The headers of every request.", body
    if own.query is not None:
        body = returned(own.query, scope, lambda pairs: _texts(pairs, scope), _NOTHING)
        yield "query", "dict[str, str]", "The query parameters of every request.", body
    if own.timeout is not None:
        body = returned(own.timeout, scope, lambda timeout: _timeout(timeout, scope), call("http.Timeout"))
        yield "timeout", "http.Timeout", "The timeouts in seconds.", body
    if own.retry is not None:
        body = returned(own.retry, scope, lambda retry: _retry(retry, scope), call("http.Retry"))
        yield "retry", "http.Retry", "How often a request is tried.", body
    if own.wire_name is not None:
        yield "wire_name", "str", "The model's name as the server knows it.", _wire_name(own.wire_name, scope)


def _endpoint(endpoint: Choice[Value], steps: tuple[Normalize, ...], scope: Scope) -> list[ast.stmt]:
    def url(value: Value) -> ast.expr:
        code = _joined(value, scope)
        for step in steps:
            code = _normalized(code, step)
        return code

    return returned(endpoint, scope, url, inherited("endpoint", ast.Name("call")))


def _joined(value: Value, scope: Scope) -> ast.expr:
    """An address; where a path follows a value there is one slash between them, however the value ends."""
    if not isinstance(value, Template) or len(value.parts) < 2:
        slot = typed(value, scope, Type.TEXT)
        return call("text", slot.code) if slot.optional else slot.code
    first, second, *rest = value.parts
    if isinstance(first, str) or not isinstance(second, str) or not second.startswith("/"):
        return expression(value, scope, Type.TEXT)
    base = typed(first, scope, Type.TEXT)
    path = expression(Template((second, *rest)), scope) if rest else text(second)
    return call("urls.join", call("text", base.code) if base.optional else base.code, path)


def _normalized(code: ast.expr, step: Normalize) -> ast.expr:
    if step.verb is NormalizeVerb.ORIGIN:
        return call("urls.origin", code)
    return call(f"urls.{step.verb.value}", code, text(step.argument))


def _wire_name(choice: Choice[Value], scope: Scope) -> list[ast.stmt]:
    """Before it is known, patterns and the path ``model`` mean Dify's name; it also stands in for an absent value."""
    early = scope.in_models()
    name = dotted("call.model.name")

    def value(one: Value) -> ast.expr:
        slot = typed(one, early, Type.TEXT)
        return call("first", slot.code, name) if slot.optional else slot.code

    return returned(choice, early, value, name)


# ---- headers ---------------------------------------------------------------------------------------------------------

type _Headers = tuple[tuple[str, Choice[Value]], ...]


def _headers(provider: Provider, auth: Choice[Auth] | None, headers: _Headers, scope: Scope) -> list[ast.stmt]:
    render = _authorization(provider, scope)
    if auth is None:
        return [ast.Return(_extra(headers, scope))]
    if not headers:
        return returned(auth, scope, render, _NOTHING)
    extra = _extra(headers, scope)
    return returned(auth, scope, lambda one: _merged(render(one), extra), extra)


def _authorization(provider: Provider, scope: Scope) -> Callable[[Auth], ast.expr]:
    def render(auth: Auth) -> ast.expr:
        match auth:
            case Bearer(token=token):
                if isinstance(token, HookRef):
                    return call("http.bearer", call(hook(provider, token.name), dotted(scope.cred)))
                return call("http.bearer", expression(token, scope, Type.TEXT))
            case AuthHeader(headers=pairs):
                return _texts(pairs, scope)
            case NoAuth():
                return _NOTHING

    return render


def _extra(headers: _Headers, scope: Scope) -> ast.expr:
    slots = [(name, nested(choice, scope, lambda value: typed(value, scope, Type.TEXT))) for name, choice in headers]
    pairs = ast.Dict([text(name) for name, _ in slots], [slot.code for _, slot in slots])
    return call("http.present", pairs) if any(slot.optional for _, slot in slots) else pairs


def _merged(one: ast.expr, other: ast.expr) -> ast.expr:
    """Both in one display; a display in it is taken apart."""
    keys: list[ast.expr | None] = []
    values: list[ast.expr] = []
    for part in (one, other):
        keys += part.keys if isinstance(part, ast.Dict) else [None]
        values += part.values if isinstance(part, ast.Dict) else [part]
    return values[0] if keys == [None] else ast.Dict(keys, values)


def _texts(pairs: tuple[tuple[str, Value], ...], scope: Scope) -> ast.expr:
    """Names and texts; absent ones are left out."""
    return _extra(tuple((name, constant(value)) for name, value in pairs), scope)


# ---- timeouts and tries ----------------------------------------------------------------------------------------------


def _timeout(timeout: Timeout, scope: Scope) -> ast.expr:
    given = {name: getattr(timeout, name) for name in ("connect", "read", "write", "total")}
    named = {name: expression(value, scope, Type.FLOAT) for name, value in given.items() if value is not None}
    return call("http.Timeout", **named)


def _retry(retry: Retry, scope: Scope) -> ast.expr:
    named = {"attempts": expression(retry.attempts, scope, Type.INT)}
    if retry.statuses:
        named["statuses"] = ast.Tuple([_statuses(low, high) for low, high in retry.statuses])
    if retry.wait is not None:
        named["wait"] = expression(retry.wait, scope, Type.FLOAT)
    if retry.timeouts:
        named["timeouts"] = ast.Constant(True)
    return call("http.Retry", **named)


def _statuses(low: int, high: int) -> ast.expr:
    """One status, or ``*range(500, 600)``."""
    if low == high:
        return ast.Constant(low)
    return ast.Starred(call("range", ast.Constant(low), ast.Constant(high + 1)))
