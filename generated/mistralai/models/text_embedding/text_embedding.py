"""The text embedding models of MistralAI."""

# generated from spec/mistralai; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import bodies, calls, embeddings
from runtime.protocols import openai_embeddings

type EmbedCall = calls.EmbedCall[Credentials, Discovered]


class MistralaiTextEmbeddingModel(embeddings.EmbeddingModel[Credentials, Discovered]):
    """A text embedding model of MistralAI."""

    connection = Connection()

    def protocol(self, call: EmbedCall) -> embeddings.Protocol:
        """What speaks to the server."""
        return openai_embeddings.embed

    def send(self, call: EmbedCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        body.drop("encoding_format", "user")

    def options(self, call: EmbedCall) -> embeddings.Options:
        """How this call deviates from the usual."""
        return embeddings.Options(batch=64, overflow="send")
