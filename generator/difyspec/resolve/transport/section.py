"""The section ``transport``."""

from __future__ import annotations

from dataclasses import replace

from difyspec.diagnostics import Span
from difyspec.language.models.transport import Transport as Written
from difyspec.provider.hooks import Place
from difyspec.provider.models import ModelType
from difyspec.provider.transport import HookRef, Transport, TypeTransport
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.where import connection as in_connection
from difyspec.resolve.names import Names
from difyspec.resolve.transport.attempts import endpoint_attempts
from difyspec.resolve.transport.connection import connection
from difyspec.resolve.transport.coverage import check_covered
from difyspec.resolve.transport.place import At
from difyspec.resolve.transport.types import type_transport
from difyspec.resolve.transport.wire_names import as_sent


def resolve_transport(types: tuple[ModelType, ...], names: Names, context: Context) -> Transport | None:
    """How the server is spoken to; None where nothing says."""
    document = context.document
    written = document.transport
    if written is None:
        if context.explicit and types and "transport" not in document.broken:
            message = "nothing says how the models are reached: `transport` is missing"
            context.say("D226", document.place.start(), message)
        return None
    at = At(in_connection(types), None, names, context)
    as_sent(written, names, context)
    shared = connection(written, at)
    parts = tuple(one for type_ in ModelType if (one := _part(type_, types, written, at)) is not None)
    _check_endpoint(written, parts, at)
    check_covered(shared.endpoint, "the endpoint", written.span("endpoint"), types, names, context)
    for part in parts:
        _check_part(part, written, names, context)
    classify = document.errors.classify if document.errors is not None else None
    return Transport(
        shared,
        parts,
        client=at.hook(written.client, Place.CLIENT, written.span("client")),
        classify=_classify(classify, at),
        attempts=endpoint_attempts(written, shared.endpoint, names, context),
    )


def _part(type_: ModelType, types: tuple[ModelType, ...], written: Written, at: At) -> TypeTransport | None:
    part = getattr(written, type_.folder)
    context = at.context
    if part is None:
        if type_ in types and type_.folder not in written.broken and not _hand_written(context):
            message = f"nothing says how {type_.value} models are reached"
            remedy = f"Write `{type_.value}:` with the name of a protocol in `transport`."
            context.say("D226", written.place.start(), message, remedy)
        return None
    if type_ not in types:
        if context.document.models is not None:
            message = f"there are no {type_.value} models that this could be for"
            context.say("D222", written.key_span(type_.folder), message)
        return None
    return type_transport(part, type_, _schema(type_, at), at)


def _hand_written(context: Context) -> bool:
    """Whether Python came along with an import, which may be what reaches the models."""
    kept = any(name.startswith("files/") and name.endswith(".py") for name in context.folder.names)
    return kept and not context.explicit


def _schema(type_: ModelType, at: At) -> HookRef | None:
    models = at.context.document.models
    catalogue = getattr(models, type_.folder) if models is not None else None
    custom = catalogue.custom if catalogue is not None else None
    if custom is None or custom.schema_ is None:
        return None
    return replace(at, type=type_).hook(custom.schema_, Place.SCHEMA, custom.span("schema_"))


def _check_endpoint(written: Written, parts: tuple[TypeTransport, ...], at: At) -> None:
    """Built-in protocols need an address."""
    if written.endpoint is not None or "endpoint" in written.broken:
        return
    for part in parts:
        builtin = any(not isinstance(case.then, HookRef) for case in part.protocol.cases)
        if part.connection.endpoint is None and builtin:
            message = f"nothing says where {part.type} models are reached: there is no `endpoint`"
            remedy = "Write `endpoint: https://api.example.com/v1`, with the address of the server, in `transport`."
            at.context.say("D318", _place(written, part), message, remedy)


def _place(written: Written, part: TypeTransport) -> Span:
    return written.span(ModelType(part.type).folder)


def _check_part(part: TypeTransport, written: Written, names: Names, context: Context) -> None:
    type_ = ModelType(part.type)
    span = _place(written, part)
    check_covered(part.protocol, f"the protocol of {type_.value} models", span, (type_,), names, context)
    check_covered(part.connection.endpoint, "the endpoint", span, (type_,), names, context)


def _classify(hook: HookRef | None, at: At) -> HookRef | None:
    errors = at.context.document.errors
    return None if errors is None else at.hook(hook, Place.CLASSIFY, errors.span("classify"))
