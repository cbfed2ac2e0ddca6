"""How the provider's server is spoken to (language sections 11 to 13)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from difyspec.provider.expressions import Choice, Condition, Value
from difyspec.provider.values import Data, Scalar

# ---- shared by all model types --------------------------------------------------------------------------------------


class NormalizeVerb(StrEnum):
    """What can be done to an endpoint, in the order written."""

    STRIP_SUFFIX = "strip_suffix"
    ENSURE_SUFFIX = "ensure_suffix"
    ORIGIN = "origin"


@dataclass(frozen=True, slots=True)
class Normalize:
    """One step of ``normalize``; a trailing slash is always removed first."""

    verb: NormalizeVerb
    argument: str = ""


@dataclass(frozen=True, slots=True)
class HookRef:
    """``hooks.NAME``."""

    name: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """``Authorization: Bearer <token>``; no header at all where the token is absent."""

    token: Value | HookRef


@dataclass(frozen=True, slots=True)
class AuthHeader:
    """Headers that authorize; each is left out where its value is absent."""

    headers: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class NoAuth:
    """Nothing is sent to authorize."""


type Auth = Bearer | AuthHeader | NoAuth


@dataclass(frozen=True, slots=True)
class Timeout:
    """Seconds; None keeps the shipped default (connect 10, read 300, write 60, no total)."""

    connect: Value | None = None
    read: Value | None = None
    write: Value | None = None
    total: Value | None = None


@dataclass(frozen=True, slots=True)
class Retry:
    """`attempts` counts the first try too; only before anything of an answer was handed on. `wait` in seconds.

    `statuses` are inclusive ranges in order; `timeouts`: tried again as well when no answer came in time.
    """

    attempts: Value
    statuses: tuple[tuple[int, int], ...]
    wait: Value | None = None
    timeouts: bool = False


@dataclass(frozen=True, slots=True)
class Connection:
    """Everything about the server that a model type may override; None there means: as for the provider."""

    endpoint: Choice[Value] | None = None
    normalize: tuple[Normalize, ...] | None = None
    auth: Choice[Auth] | None = None
    headers: tuple[tuple[str, Choice[Value]], ...] | None = None
    query: Choice[tuple[tuple[str, Value], ...]] | None = None
    timeout: Choice[Timeout] | None = None
    retry: Choice[Retry] | None = None
    wire_name: Choice[Value] | None = None


# ---- send -----------------------------------------------------------------------------------------------------------


class Verb(StrEnum):
    """The verbs of a ``send`` step."""

    DEFAULT = "default"
    SET = "set"
    DROP = "drop"
    RENAME = "rename"
    COPY = "copy"
    APPEND = "append"
    CLAMP = "clamp"
    PARSE = "parse"


type BodyData = Value | BodyList | BodyMap | Choice[BodyData]


@dataclass(frozen=True, slots=True)
class BodyList:
    """A list in a request body; values in it may be expressions."""

    items: tuple[BodyData, ...]


@dataclass(frozen=True, slots=True)
class BodyMap:
    """A map in a request body; values in it may be expressions."""

    entries: tuple[tuple[str, BodyData], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of ``send``: one verb, its targets (dotted), an optional restriction.

    `targets` by verb: DEFAULT, SET and APPEND (target, data); RENAME and COPY (source, new dotted target as text
    scalar); DROP and PARSE (target, None); CLAMP (target, BodyMap of min and max).
    `values` translates what RENAME and COPY carry: (from, to) pairs; a value not listed is carried as it is.
    """

    verb: Verb
    targets: tuple[tuple[str, BodyData | None], ...]
    values: tuple[tuple[Scalar, Data], ...] = ()
    when: Condition | None = None


# ---- per model type -------------------------------------------------------------------------------------------------


class Tools(StrEnum):
    """Tool dialects."""

    FROM_FEATURES = "from_features"
    TOOL_CALL = "tool_call"
    FUNCTION_CALL = "function_call"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class User:
    """What becomes of Dify's user id: sent, dropped, sent under another name, cut to a length."""

    send: bool = True
    name: str = "user"
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """`never`/`always`: when a block or a stream request is forced; `param`: a bool parameter decides.

    `usage`: ask for usage in the stream; `delimiter`: text between events of servers that send no SSE.
    """

    never: Condition | None = None
    always: Condition | None = None
    param: str | None = None
    usage: Choice[Value] | None = None
    delimiter: Value | None = None


@dataclass(frozen=True, slots=True)
class MessageStep:
    """One normaliser of messages, by name, with its settings (each checked against the normaliser's schema)."""

    name: str
    settings: tuple[tuple[str, Data], ...] = ()
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Reasoning:
    """`read`: answer fields that hold reasoning; `return_as`: request field that hands it back in the next turn.

    `return_empty` is what that field holds where nothing was thought (None: an empty text); with `tools_only` only
    messages that call tools have it, with `thoughts_only` only those in which something was thought.
    """

    read: tuple[str, ...]
    return_as: str | None = None
    return_when: Condition | None = None
    hide_when: Condition | None = None
    return_empty: Scalar | None = None
    tools_only: bool = False
    thoughts_only: bool = False


@dataclass(frozen=True, slots=True)
class Polling:
    """Models that work as jobs: who starts one and who asks for it; seconds and numbers are hints for Dify."""

    start: HookRef
    check: HookRef
    every: int | None = None
    expires: int | None = None
    attempts: int | None = None


@dataclass(frozen=True, slots=True)
class JsonItem:
    """How one item (text, image, ...) of ``call.items`` is written; kinds are (kind, body)."""

    when: Condition | None
    kinds: tuple[tuple[str, BodyData], ...]


@dataclass(frozen=True, slots=True)
class JsonMapping:
    """``protocol: json``: what is asked and where the answer is. `response` are (slot, dotted place)."""

    path: Choice[Value]
    request: Choice[BodyMap]
    each: tuple[JsonItem, ...]
    response: tuple[tuple[str, str], ...]
    chunk: int | None = None


class Protocol(StrEnum):
    """The wire protocols that are built in."""

    OPENAI_CHAT = "openai.chat"
    OPENAI_COMPLETIONS = "openai.completions"
    OPENAI_RESPONSES = "openai.responses"
    ANTHROPIC_MESSAGES = "anthropic.messages"
    OPENAI_EMBEDDINGS = "openai.embeddings"
    OPENAI_TRANSCRIPTIONS = "openai.transcriptions"
    OPENAI_SPEECH = "openai.speech"
    OPENAI_MODERATIONS = "openai.moderations"
    JINA_RERANK = "jina.rerank"
    JSON = "json"


class CountTokens(StrEnum):
    """Token counters that work without a network."""

    CHARS = "chars/4"
    GPT2 = "gpt2"
    TIKTOKEN = "tiktoken"
    USAGE = "usage"


class Overflow(StrEnum):
    """What becomes of a text longer than the model's context."""

    TRUNCATE = "truncate"
    SPLIT = "split"
    SEND = "send"


@dataclass(frozen=True, slots=True)
class TypeTransport:
    """What is sent for one model type. Fields that do not concern the type keep their defaults."""

    type: str
    protocol: Choice[Protocol | HookRef]
    connection: Connection = Connection()
    send: tuple[Step, ...] = ()
    path: Choice[Value] | None = None
    # llm
    tools: Choice[Tools | Value] = Choice(())
    stop: Choice[bool] = Choice(())
    user: Choice[User] = Choice(())
    stream: Stream = Stream()
    structured_output: str | None = None
    messages: tuple[MessageStep, ...] = ()
    reasoning: Reasoning | None = None
    count_tokens: CountTokens | HookRef | None = None
    polling: Polling | None = None
    # text-embedding, rerank, moderation
    json: JsonMapping | None = None
    prefix: tuple[tuple[str, Choice[Value]], ...] = ()
    media: HookRef | None = None
    overflow: Overflow | None = None
    batch: Value | None = None
    batch_tokens: Value | None = None
    concurrency: int | None = None
    chunk: int | None = None
    score: str | None = None
    # speech2text
    content_type: bool = True
    # tts
    voices: HookRef | None = None
    word_limit: int | None = None
    workers: int | None = None
    # escape hatches
    schema: HookRef | None = None

    @property
    def takes_media(self) -> bool:
        """Whether it says how images are sent: by a hook, or in described JSON."""
        written = any(kind == "image" for item in (self.json.each if self.json else ()) for kind, _ in item.kinds)
        return self.media is not None or written


@dataclass(frozen=True, slots=True)
class Attempts:
    """Addresses that are tried where a credential is absent, and kept in it: `field` is the credential's name.

    With `complete` the endpoint's own address is among them, and none is tried before them.
    """

    field: str
    addresses: tuple[str, ...]
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Transport:
    """The transport section: what all types share, and one part a type, in the order of `ModelType`."""

    connection: Connection
    types: tuple[TypeTransport, ...]
    client: HookRef | None = None
    classify: HookRef | None = None
    attempts: Attempts | None = None

    def of(self, type_: str) -> TypeTransport | None:
        """The part of one model type."""
        return next((part for part in self.types if part.type == type_), None)


# ---- validation and errors ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attempt:
    """Before failing, the ping is sent again with `set` if the condition (``error.…`` included) holds."""

    when: Condition | None
    set: tuple[tuple[str, BodyData], ...]


@dataclass(frozen=True, slots=True)
class TypeValidation:
    """How credentials of one model type are tested. `ping` is what the test request carries besides what it asks.

    `gets` are paths that are asked for instead of a call (none: what is discovered is enough); `text`, `query` and
    `documents` are what a call says, where it is not the usual. `refusals` is what is said of models that are refused
    before that.
    """

    type: str
    ping: tuple[tuple[str, BodyData], ...] | None = None
    stream: Choice[Value] | None = None
    attempts: tuple[Attempt, ...] = ()
    gets: tuple[str, ...] | None = None
    text: str | None = None
    query: str | None = None
    documents: tuple[str, ...] = ()
    refusals: Choice[Value] = Choice(())


@dataclass(frozen=True, slots=True)
class Discovery:
    """A GET whose answer has the facts. `list` is where it lists models, `id` where one of these has its name."""

    path: Value
    list: str | None = None
    id: str = "id"


@dataclass(frozen=True, slots=True)
class Validation:
    """`provider`: which model of which type is called to test the provider form; `gets`: paths that are asked for.

    Without both the form is not tested.
    """

    provider: tuple[tuple[str, Choice[Value]], ...] = ()
    types: tuple[TypeValidation, ...] = ()
    discover: HookRef | Discovery | None = None
    gets: tuple[str, ...] = ()


class ErrorKind(StrEnum):
    """Dify's five kinds of failure."""

    CONNECTION = "connection"
    SERVER_UNAVAILABLE = "server_unavailable"
    RATE_LIMIT = "rate_limit"
    AUTHORIZATION = "authorization"
    BAD_REQUEST = "bad_request"


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One row; all given tests must hold. `statuses` are inclusive ranges; `template` replaces the message."""

    kind: ErrorKind
    statuses: tuple[tuple[int, int], ...] = ()
    codes: tuple[Scalar, ...] = ()
    messages: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    template: Value | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Errors:
    """Where the server puts code and message (dotted places; None: the usual ones) and the provider's own rows."""

    code_place: str | None = None
    message_place: str | None = None
    rows: tuple[ErrorRow, ...] = ()
