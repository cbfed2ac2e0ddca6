"""The places in a spec where a hook may stand, and the signature that each place asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import Auth, Bearer, Connection, HookRef, TypeTransport


class Place(StrEnum):
    """Where a hook is referred to; the value is the key of the language."""

    PROTOCOL = "protocol"
    VOICES = "voices"
    COUNT_TOKENS = "count_tokens"
    AUTH = "auth"
    DISCOVER = "discover"
    SCHEMA = "schema"
    CLASSIFY = "classify"
    MEDIA = "media"
    CLIENT = "client"
    START = "polling.start"
    CHECK = "polling.check"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a hook is called with and what it returns.

    `parameters` are (name, annotation); a hook may name them otherwise, their number and order count. In annotations
    ``{credentials}`` and ``{parameters}`` stand for the entities of the place. `task` says what is to be done.
    """

    parameters: tuple[tuple[str, str], ...]
    returns: str
    task: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parameters."""
        return tuple(name for name, _ in self.parameters)


@dataclass(frozen=True, slots=True)
class Reference:
    """One ``hooks.NAME`` of a provider; `type` is None at places that all model types share."""

    place: Place
    type: ModelType | None
    name: str


_ENTITIES = "{credentials}, Discovered"
_PLAIN = ("call", f"calls.Call[{_ENTITIES}]")
_CHAT = ("call", f"calls.ChatCall[{_ENTITIES}, {{parameters}}]")
_EMBED = ("call", f"calls.EmbedCall[{_ENTITIES}]")
_RERANK = ("call", f"calls.RerankCall[{_ENTITIES}]")

_PROTOCOLS = {
    ModelType.LLM: Signature((_CHAT,), "Iterator[events.Event]", "Asks the server and yields what it says."),
    ModelType.TEXT_EMBEDDING: Signature(
        (_EMBED, ("batch", "list[str]")), "calls.Vectors", "One vector for each text, in their order."
    ),
    ModelType.RERANK: Signature(
        (_RERANK, ("query", "str"), ("docs", "list[str]"), ("top_n", "int | None")),
        "list[tuple[int, float]]",
        "The index and score of each document that the server ranks.",
    ),
    ModelType.SPEECH2TEXT: Signature(
        (("call", f"calls.TranscribeCall[{_ENTITIES}]"), ("audio", "calls.Audio")), "str", "What is said."
    ),
    ModelType.TTS: Signature(
        (("call", f"calls.SpeakCall[{_ENTITIES}]"), ("text", "str"), ("voice", "str"), ("format", "str | None")),
        "Iterator[bytes]",
        "The spoken text, piece by piece.",
    ),
    ModelType.MODERATION: Signature(
        (("call", f"calls.ModerateCall[{_ENTITIES}]"), ("chunks", "list[str]")),
        "list[bool]",
        "Whether each piece of text is to be refused.",
    ),
}
_COUNTERS = {
    ModelType.LLM: Signature((_CHAT,), "int", "The tokens of the messages and tools, without asking the server."),
    ModelType.TEXT_EMBEDDING: Signature(
        (_EMBED, ("text", "str")), "int", "The tokens of a text, without asking the server."
    ),
}
_MEDIA = {
    ModelType.TEXT_EMBEDDING: Signature(
        (_EMBED, ("batch", "list[calls.Item]")), "calls.Vectors", "One vector for each text or image, in their order."
    ),
    ModelType.RERANK: Signature(
        (_RERANK, ("query", "calls.Item"), ("docs", "list[calls.Item]"), ("top_n", "int | None")),
        "list[tuple[int, float]]",
        "The index and score of each text or image that the server ranks.",
    ),
}
_POLLING = {
    Place.START: Signature(
        (_CHAT,), "polling.Answer", "Starts the job of a call: pending, failed, or the events of the whole answer."
    ),
    Place.CHECK: Signature(
        (_PLAIN, ("state", "Mapping[str, Any]")),
        "polling.Answer",
        "Asks whether a job is done; `state` is what it left.",
    ),
}
_SHARED = {
    Place.VOICES: Signature(
        (_PLAIN, ("language", "str | None")), "list[calls.Voice]", "The voices to choose from; the language is a wish."
    ),
    Place.AUTH: Signature((("cred", "{credentials}"),), "str | None", "The token that authorizes."),
    Place.DISCOVER: Signature((_PLAIN,), "Discovered", "What the server tells about the model."),
    Place.SCHEMA: Signature(
        (_PLAIN, ("draft", "customs.Draft")), "None", "Completes the description of a model that a user added."
    ),
    Place.CLASSIFY: Signature(
        (("problem", "errors.Problem"),), "errors.Kind | None", "The kind of a failure; None leaves it to the table."
    ),
    Place.CLIENT: Signature((("cred", "{credentials}"),), "Any", "A vendor's own client, kept for equal credentials."),
}


def signature(place: Place, type_: ModelType | None) -> Signature:
    """The signature that a place asks for; `LookupError` where a model type has no such place."""
    by_type = {Place.PROTOCOL: _PROTOCOLS, Place.COUNT_TOKENS: _COUNTERS, Place.MEDIA: _MEDIA}.get(place)
    if by_type is None:
        return _POLLING[place] if place in _POLLING else _SHARED[place]
    if type_ is None or type_ not in by_type:
        raise LookupError(f"{type_} has no place for {place}")
    return by_type[type_]


def references(provider: Provider) -> Iterator[Reference]:
    """Every hook a provider refers to, with its place, in the order of the language's sections."""
    transport = provider.transport
    if transport is not None:
        yield from _connection(transport.connection, None)
        for part in transport.types:
            yield from _type(part)
        yield from _one(Place.CLIENT, None, transport.client)
        yield from _one(Place.CLASSIFY, None, transport.classify)
    discover = provider.validation.discover
    yield from _one(Place.DISCOVER, None, discover if isinstance(discover, HookRef) else None)


def _type(part: TypeTransport) -> Iterator[Reference]:
    type_ = ModelType(part.type)
    yield from _connection(part.connection, type_)
    for case in part.protocol.cases:
        yield from _one(Place.PROTOCOL, type_, case.then)
    yield from _one(Place.COUNT_TOKENS, type_, part.count_tokens)
    yield from _one(Place.MEDIA, type_, part.media)
    if part.polling is not None:
        yield from _one(Place.START, type_, part.polling.start)
        yield from _one(Place.CHECK, type_, part.polling.check)
    yield from _one(Place.VOICES, type_, part.voices)
    yield from _one(Place.SCHEMA, type_, part.schema)


def _connection(connection: Connection, type_: ModelType | None) -> Iterator[Reference]:
    for case in connection.auth.cases if connection.auth else ():
        auth: Auth = case.then
        yield from _one(Place.AUTH, type_, auth.token if isinstance(auth, Bearer) else None)


def _one(place: Place, type_: ModelType | None, hook: object) -> Iterator[Reference]:
    if isinstance(hook, HookRef):
        yield Reference(place, type_, hook.name)
