"""The five model types other than llm as generated code would write them, for the tests of the runtime."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from dify_plugin.entities.model import AIModelEntity
from difyspec.runtime import bodies, calls, connections, embeddings, moderation, reranking, speech2text, tts
from difyspec.runtime.protocols import (
    jina_rerank,
    openai_embeddings,
    openai_moderations,
    openai_speech,
    openai_transcriptions,
)

from tests.runtime.sample import SECRET, Connection, Credentials, Discovered
from tests.support.loopback import Loopback, Reply, Request, answer


class PlainConnection(Connection):
    """The sample's server, of which nothing is discovered."""

    discover = connections.Connection.discover


class Sent:
    """What the spec of a test says: steps of ``send`` and options, set by the test."""

    steps: Callable[[bodies.Body], None] | None = None
    settings: Any = None

    def send(self, call: Any, body: bodies.Body) -> None:
        if self.steps is not None:
            self.steps(body)

    def options(self, call: Any) -> Any:
        return self.settings or super().options(call)  # type: ignore[misc]


class Embedding(Sent, embeddings.EmbeddingModel[Credentials, Discovered]):
    connection = PlainConnection()
    how: Any = None

    def protocol(self, call: calls.EmbedCall[Credentials, Discovered]) -> Any:
        return self.how or openai_embeddings.embed

    def count_tokens(self, call: calls.EmbedCall[Credentials, Discovered], text: str) -> int:
        return len(text)


class Reranking(Sent, reranking.RerankingModel[Credentials, Discovered]):
    connection = PlainConnection()
    how: Any = None

    def protocol(self, call: calls.RerankCall[Credentials, Discovered]) -> Any:
        return self.how or jina_rerank.rerank


class Transcription(Sent, speech2text.TranscriptionModel[Credentials, Discovered]):
    connection = PlainConnection()

    def protocol(self, call: calls.TranscribeCall[Credentials, Discovered]) -> Any:
        return openai_transcriptions.transcribe


class Speech(Sent, tts.SpeechModel[Credentials, Discovered]):
    connection = PlainConnection()
    how: Callable[..., Iterator[bytes]] | None = None

    def protocol(self, call: calls.SpeakCall[Credentials, Discovered]) -> Any:
        return self.how or openai_speech.speak


class Moderation(Sent, moderation.ModeratingModel[Credentials, Discovered]):
    connection = PlainConnection()
    how: Any = None

    def protocol(self, call: calls.ModerateCall[Credentials, Discovered]) -> Any:
        return self.how or openai_moderations.moderate


def described[M: (Embedding, Reranking, Transcription, Speech, Moderation)](
    cls: type[M], properties: dict[str, Any] | None = None, price: str | None = None
) -> M:
    """An instance with one model, ``model``, of these properties, at a price per token."""
    data: dict[str, Any] = {
        "model": "model",
        "label": {"en_US": "Model"},
        "model_type": cls.model_type.value,
        "model_properties": properties or {},
    }
    if price is not None:
        data["pricing"] = {"input": price, "unit": "1", "currency": "EUR"}
        assert Decimal(price) >= 0
    return cls([AIModelEntity.model_validate(data)])


def credentials(server: Loopback, **more: str) -> dict[str, Any]:
    """What Dify has saved."""
    return {"server_url": server.url, "api_key": SECRET, **more}


def answering(server: Loopback, function: Callable[[Any], Any], status: int = 200) -> None:
    """Answers each request with JSON that depends on the JSON asked."""

    def reply(request: Request) -> Reply:
        return answer(status, function(request.json))

    server.reply(reply)
