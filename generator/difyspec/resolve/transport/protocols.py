"""Which protocols there are for which model type."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.language.models.requests import DescribedTransport, TypeTransport
from difyspec.provider.expressions import Case, Choice
from difyspec.provider.hooks import Place
from difyspec.provider.models import ModelType
from difyspec.provider.transport import HookRef, Protocol
from difyspec.resolve.transport.place import At

PROTOCOLS: dict[ModelType, tuple[Protocol, ...]] = {
    ModelType.LLM: (
        Protocol.OPENAI_CHAT,
        Protocol.OPENAI_COMPLETIONS,
        Protocol.OPENAI_RESPONSES,
        Protocol.ANTHROPIC_MESSAGES,
    ),
    ModelType.TEXT_EMBEDDING: (Protocol.OPENAI_EMBEDDINGS, Protocol.JSON),
    ModelType.RERANK: (Protocol.JINA_RERANK, Protocol.JSON),
    ModelType.SPEECH2TEXT: (Protocol.OPENAI_TRANSCRIPTIONS,),
    ModelType.TTS: (Protocol.OPENAI_SPEECH, Protocol.JSON),
    ModelType.MODERATION: (Protocol.OPENAI_MODERATIONS, Protocol.JSON),
}
_JSON_KEYS = ("request", "each", "response")


def protocol(section: TypeTransport, type_: ModelType, at: At) -> Choice[Protocol | HookRef]:
    """The protocol of a model type; no cases after a finding."""
    if section.protocol is None:
        if "protocol" not in section.broken:
            known = ", ".join(f"`{one.value}`" for one in PROTOCOLS[type_])
            message = f"nothing says how {type_.value} models are spoken to"
            at.context.say("D226", section.place, message, f"Write `protocol:` with {known} or a hook.")
        return Choice(())
    found = at.choice(section.protocol, lambda one, span: _one(one, span, type_, at))
    return Choice(tuple(Case(case.when, case.then) for case in found.cases if case.then is not None))


def _one(written: str | HookRef, span: Span, type_: ModelType, at: At) -> Protocol | HookRef | None:
    if isinstance(written, HookRef):
        return at.hook(written, Place.PROTOCOL, span)
    known = [one.value for one in PROTOCOLS[type_]]
    if written in known:
        return Protocol(written)
    other = written in [one.value for one in Protocol]
    message = f"`{written}` is no protocol for {type_.value} models" if other else f"there is no protocol `{written}`"
    at.context.unknown("D223", span, message, written, known, f"protocols for {type_.value} models")
    return None


def uses_json(found: Choice[Protocol | HookRef]) -> bool:
    """Whether a server's own JSON is described."""
    return any(case.then is Protocol.JSON for case in found.cases)


def check_json_keys(section: DescribedTransport, found: Choice[Protocol | HookRef], at: At) -> None:
    """Keys that describe JSON mean nothing without that protocol."""
    if uses_json(found) or not found.cases:
        return
    for key in _JSON_KEYS:
        if key in section.written:
            message = f"`{key}` belongs to `protocol: json`, and this is another one"
            at.context.say("D313", section.key_span(key), message)
