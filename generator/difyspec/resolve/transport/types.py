"""One model type of the transport."""

from __future__ import annotations

from dataclasses import replace

from difyspec.language.models.llm import LlmTransport
from difyspec.language.models.requests import DescribedTransport, JsonTransport
from difyspec.language.models.requests import TypeTransport as Written
from difyspec.language.models.transport import (
    EmbeddingTransport,
    RerankTransport,
    SpeechTransport,
    TranscriptionTransport,
)
from difyspec.provider.hooks import Place
from difyspec.provider.models import ModelType
from difyspec.provider.transport import HookRef, Overflow, TypeTransport
from difyspec.provider.values import Kind, Scalar
from difyspec.resolve.expressions.shapes import Due
from difyspec.resolve.expressions.where import connection as in_connection
from difyspec.resolve.expressions.where import request
from difyspec.resolve.transport.connection import connection
from difyspec.resolve.transport.json_mapping import asks_singly, json_mapping
from difyspec.resolve.transport.llm import counter, llm
from difyspec.resolve.transport.place import At
from difyspec.resolve.transport.protocols import check_json_keys, protocol, uses_json
from difyspec.resolve.transport.send import steps

ONE = Scalar(Kind.INT, "1")


def type_transport(written: Written, type_: ModelType, schema: HookRef | None, at: At) -> TypeTransport:
    """What is sent for one model type. `schema` is the hook of the type's custom models."""
    inner = replace(at, where=request(type_), type=type_)
    base = TypeTransport(
        type=type_.value,
        protocol=protocol(written, type_, inner),
        connection=connection(written, replace(inner, where=in_connection((type_,)))),
        send=steps(written, inner),
        path=None if written.path is None else inner.values(written.path),
        schema=schema,
    )
    if isinstance(written, DescribedTransport):
        base = _json(written, base, type_, inner)
    match written:
        case LlmTransport():
            return llm(written, base, inner)
        case EmbeddingTransport():
            return _embedding(written, base, inner)
        case RerankTransport():
            media = inner.hook(written.media, Place.MEDIA, written.span("media"))
            return replace(base, media=media, score=written.score)
        case TranscriptionTransport():
            return replace(base, content_type=written.content_type != "drop")
        case SpeechTransport():
            voices = inner.hook(written.voices, Place.VOICES, written.span("voices"))
            return replace(base, voices=voices, word_limit=written.word_limit, workers=written.workers)
        case _:
            return base


def _json(written: DescribedTransport, base: TypeTransport, type_: ModelType, at: At) -> TypeTransport:
    check_json_keys(written, base.protocol, at)
    mapping = json_mapping(written, base.path, type_, at) if uses_json(base.protocol) else None
    return replace(base, json=mapping, chunk=written.chunk if isinstance(written, JsonTransport) else None)


def _embedding(written: EmbeddingTransport, base: TypeTransport, at: At) -> TypeTransport:
    prefix = written.prefix
    batch = at.maybe(written.batch, Due.NUMBER)
    if base.json is not None and asks_singly(base.json):
        for name in ("batch", "batch_tokens"):
            if getattr(written, name) is not None:
                message = "`call.item` is one text, so each has a request of its own"
                at.context.say("D313", written.key_span(name), message, f"Remove `{name}`, or write `call.items`.")
        batch = ONE
    texts = (("document", prefix.document), ("query", prefix.query)) if prefix else ()
    return replace(
        base,
        prefix=tuple((name, at.values(value)) for name, value in texts if value is not None),
        media=at.hook(written.media, Place.MEDIA, written.span("media")),
        overflow=Overflow(written.overflow) if written.overflow else None,
        batch=batch,
        batch_tokens=at.maybe(written.batch_tokens, Due.NUMBER),
        concurrency=written.concurrency,
        count_tokens=counter(written.count_tokens, written.span("count_tokens"), at),
    )
