"""What a hook or a protocol is given: one frozen value a model type.

`C` is the plugin's credentials entity, `F` its discovered facts, `P` the parameters of its language models.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import IO, Any

from dify_plugin.entities.model.message import PromptMessage, PromptMessageTool

from . import http
from .options import Options
from .records import dataclass

EMPTY: Mapping[str, object] = MappingProxyType({})


def _no_client() -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class ModelFacts:
    """What is known of the model called. `type` is Dify's (``text-embedding``); `properties` are `model_properties`.

    `wire_name` is what the server is told, `base` the model that a custom one is a copy of.
    """

    name: str
    wire_name: str
    type: str
    features: frozenset[str] = frozenset()
    properties: Mapping[str, object] = EMPTY
    base: str | None = None

    @property
    def family(self) -> str:
        """What patterns and groups of the transport test: the base model, if there is one, else the wire name."""
        return self.base or self.wire_name

    @property
    def mode(self) -> str | None:
        """``chat`` or ``completion``; language models only."""
        value = self.properties.get("mode")
        return None if value is None else str(value)

    @property
    def context_size(self) -> int | None:
        """In tokens."""
        return self.number("context_size")

    @property
    def max_chunks(self) -> int | None:
        """How many texts one embedding request may carry."""
        return self.number("max_chunks")

    def number(self, name: str) -> int | None:
        """A property that is a whole number, also if written as text; None if absent or something else."""
        value = self.properties.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return None
        try:
            return int(float(value))
        except (ValueError, OverflowError):
            return None

    def text(self, name: str) -> str | None:
        """A property as text; None if absent."""
        value = self.properties.get(name)
        return None if value is None else str(value)


# Calls are never compared, and a log must not show one: without those methods they also load faster.
@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Call[C, F]:
    """What every call has. `http` is bound to the endpoint, authentication, timeouts and error table of this call.

    `user` and `app_id` are Dify's ids of the person and of the app that ask; a test of credentials has neither.
    """

    cred: C
    discovered: F
    model: ModelFacts
    user: str | None = None
    app_id: str | None = None
    http: http.Server
    make_client: Callable[[], Any] = _no_client

    @property
    def client(self) -> Any:
        """What the hook ``client`` made for these credentials; None without one."""
        return self.make_client()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ChatCall[C, F, P](Call[C, F]):
    """One request to a language model. `body` is what `send` made of the parameters.

    `param` are those that the user set, and the defaults of the others; in `given` the others are absent.
    """

    param: P
    given: P
    body: dict[str, Any] = field(default_factory=dict)
    messages: tuple[PromptMessage, ...] = ()
    tools: tuple[PromptMessageTool, ...] = ()
    stop: tuple[str, ...] = ()
    stream: bool = True
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class EmbedCall[C, F](Call[C, F]):
    """Embedding. `input_type` is ``document`` or ``query``; `multimodal` is true for a call with media."""

    input_type: str = "document"
    multimodal: bool = False
    body: dict[str, Any] = field(default_factory=dict)
    path: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class RerankCall[C, F](Call[C, F]):
    """Reranking. `path` overrides the protocol's own; `multimodal` is true for a call with media."""

    multimodal: bool = False
    body: dict[str, Any] = field(default_factory=dict)
    path: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TranscribeCall[C, F](Call[C, F]):
    """Speech to text. `body` are further form fields."""

    body: dict[str, Any] = field(default_factory=dict)
    path: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SpeakCall[C, F](Call[C, F]):
    """Text to speech."""

    body: dict[str, Any] = field(default_factory=dict)
    path: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ModerateCall[C, F](Call[C, F]):
    """Moderation."""

    body: dict[str, Any] = field(default_factory=dict)
    path: str | None = None


@dataclass(frozen=True)
class Item:
    """One item of a multimodal call. `kind` is ``text`` or ``image``, `data` the text or the image in base64."""

    kind: str
    data: str

    @property
    def data_url(self) -> str:
        """An image as a URL that holds it, with the media type that its first bytes tell; PNG for unknown ones."""
        mime = next((mime for head, mime in _HEADS if self.data.startswith(head)), "image/png")
        return f"data:{mime};base64,{self.data}"


_HEADS = (("/9j/", "image/jpeg"), ("R0lG", "image/gif"), ("UklG", "image/webp"), ("Qk0", "image/bmp"))
"""How base64 of images begins."""


@dataclass(frozen=True)
class Vectors:
    """One vector a text, in the order of the texts; `tokens` as the server counted them, if it did."""

    vectors: Sequence[Sequence[float]]
    tokens: int | None = None


@dataclass(frozen=True)
class Voice:
    """One voice: its name for people, its id for the server, and the languages it speaks (empty: all)."""

    name: str
    id: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Audio:
    """A recording to transcribe. `mime` is None where the server is not to be told the media type."""

    file: IO[bytes]
    filename: str
    mime: str | None
