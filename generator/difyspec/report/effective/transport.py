"""What the transport does: for a whole provider, for a model type, for one model."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.language import Section
from difyspec.language.models.connection import ConnectionKeys
from difyspec.language.models.llm import LlmTransport
from difyspec.provider.expressions import All, Any, Condition
from difyspec.provider.models import ModelType
from difyspec.provider.transport import Connection, Polling, TypeTransport
from difyspec.provider.values import Data, DataList, integer, text
from difyspec.report.effective import wire
from difyspec.report.effective.connection import case_rows, connection_rows, over
from difyspec.report.effective.notation import choice, value
from difyspec.report.effective.rows import CONVENTION, Row
from difyspec.report.effective.view import View, when_of
from difyspec.resolve.reduction import settled

# What the runtime does where a spec says nothing; a test holds them against it.
DEFAULTS: dict[str, Data] = {
    "timeout.connect": integer(10),
    "timeout.read": integer(300),
    "timeout.write": integer(60),
    "retry.attempts": integer(1),
    "tools": text("from_features"),
    "stop": text("send"),
    "user": text("send"),
}
_LLM = ("tools", "stop", "user")
_FIELDS = {"return": "return_"}
"""Fields of a section that are not called as their keys, since Python has the word."""


def shared_rows(view: View) -> list[Row]:
    """The connection that all model types share."""
    transport = view.provider.transport
    if transport is None:
        return []
    written = view.document.transport
    rows = list(connection_rows(transport.connection, view, written))
    if transport.attempts is not None:
        addresses = DataList(tuple(text(one) for one in transport.attempts.addresses))
        rows.append(Row(("endpoint_attempts",), addresses, view.places.written("endpoint_attempts", written)))
    hooks = (("client", transport.client, written), ("classify", transport.classify, view.document.errors))
    for name, ref, section in hooks:
        if ref is not None:
            rows.append(Row((name,), wire.hook(ref), view.places.written(name, section)))
    return rows


def type_rows(type_: ModelType, view: View, *, whole: bool) -> list[Row]:
    """What is sent for a model type; `whole`: with what it shares with others, and with what holds by default."""
    transport = view.provider.transport
    part = transport.of(type_.value) if transport is not None else None
    if transport is None or part is None:
        return []
    shared = view.document.transport
    own: ConnectionKeys | None = getattr(shared, type_.folder) if shared is not None else None
    connection = transport.connection if whole else Connection()
    open_ = settled(part, view.known)
    rows = list(case_rows("protocol", part.protocol, wire.hook_or, view, own))
    rows += _json(open_, own, view)
    rows += connection_rows(over(part.connection, connection), view, own, shared)
    rows += case_rows("tools", part.tools, wire.tools, view, own)
    rows += case_rows("stop", part.stop, wire.stop, view, own)
    rows += case_rows("user", part.user, wire.user, view, own)
    rows += _messages(open_, own, view)
    rows += _others(open_, own, view)
    rows += _steps(open_, view)
    return [*rows, *_defaults(type_, rows)] if whole else rows


def _json(part: TypeTransport, own: Section | None, view: View) -> Iterator[Row]:
    yield from case_rows("path", part.path, value, view, own)
    if part.json is not None:
        yield from (Row((name,), data, view.places.written(name, own)) for name, data in wire.json(part.json))


def _messages(part: TypeTransport, own: Section | None, view: View) -> Iterator[Row]:
    """What concerns language models."""
    places = view.places
    for name, data in wire.stream(part.stream):
        yield Row(("stream", name), data, places.written("stream", own))
    for one in part.messages:
        if one.when != Any(()):
            yield Row(("messages",), wire.message(one), places.written("messages", own), _open(one.when))
    inner = own.reasoning if isinstance(own, LlmTransport) else None
    for name, data in wire.reasoning(part.reasoning) if part.reasoning is not None else ():
        yield Row(("reasoning", name), data, places.written(_FIELDS.get(name, name), inner))


def _others(part: TypeTransport, own: Section | None, view: View) -> Iterator[Row]:
    places = view.places
    for name, text_ in part.prefix:
        yield Row(("prefix", name), choice(text_, value), places.written("prefix", own))
    yield from _sizes(part, own, view)
    for name in ("structured_output", "overflow", "score"):
        word = getattr(part, name)
        if word is not None:
            yield Row((name,), text(str(word)), places.written(name, own))
    for name in ("count_tokens", "media", "voices"):
        ref = getattr(part, name)
        if ref is not None:
            yield Row((name,), wire.hook_or(ref), places.written(name, own))
    yield from _polling(part.polling, part.type, view)
    if part.schema is not None:
        yield Row(("schema",), wire.hook(part.schema), places.at("hooks", "schema", part.type, part.schema.name))


def _sizes(part: TypeTransport, own: Section | None, view: View) -> Iterator[Row]:
    """How much is sent at once."""
    numbers = {"concurrency": part.concurrency, "chunk": part.chunk, "word_limit": part.word_limit}
    for name, number in {**numbers, "workers": part.workers}.items():
        if number is not None:
            yield Row((name,), integer(number), view.places.written(name, own))
    for name, size in (("batch", part.batch), ("batch_tokens", part.batch_tokens)):
        if size is not None:
            yield Row((name,), value(size), view.places.written(name, own))


def _polling(polling: Polling | None, type_: str, view: View) -> Iterator[Row]:
    if polling is None:
        return
    for name, ref in (("start", polling.start), ("check", polling.check)):
        yield Row(("polling", name), wire.hook(ref), view.places.at("hooks", f"polling.{name}", type_, ref.name))
    hints = {"every": polling.every, "expires": polling.expires, "attempts": polling.attempts}
    for name, number in hints.items():
        if number is not None:
            yield Row(
                ("polling", name), integer(number), view.places.at("hooks", "polling.start", type_, polling.start.name)
            )


def _steps(part: TypeTransport, view: View) -> Iterator[Row]:
    """The steps of ``send`` that may count."""
    for index, one in enumerate(part.send):
        if one.when != Any(()):
            origin = view.places.at("transport", part.type, "send", str(index))
            yield Row(("send",), wire.step(one), origin, _open(one.when))


def _open(when: Condition | None) -> str:
    return when_of(None if when == All(()) else when)


def _defaults(type_: ModelType, rows: list[Row]) -> Iterator[Row]:
    """What the runtime does where nothing is said."""
    said = {".".join(row.path) for row in rows}
    for name, data in DEFAULTS.items():
        concerned = type_ is ModelType.LLM or name not in _LLM
        if concerned and name not in said and name.split(".")[0] not in said:
            yield Row(tuple(name.split(".")), data, CONVENTION)
