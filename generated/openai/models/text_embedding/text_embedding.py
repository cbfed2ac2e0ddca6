"""The text embedding models of OpenAI."""

# generated from spec/openai; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import bodies, calls, embeddings, tokens
from runtime.protocols import openai_embeddings

type EmbedCall = calls.EmbedCall[Credentials, Discovered]


class OpenaiTextEmbeddingModel(embeddings.EmbeddingModel[Credentials, Discovered]):
    """A text embedding model of OpenAI."""

    connection = Connection()

    def protocol(self, call: EmbedCall) -> embeddings.Protocol:
        """What speaks to the server."""
        return openai_embeddings.embed

    def send(self, call: EmbedCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        body.set("encoding_format", "float")

    def options(self, call: EmbedCall) -> embeddings.Options:
        """How this call deviates from the usual."""
        return embeddings.Options(overflow="split")

    def count_tokens(self, call: EmbedCall, text: str) -> int:
        """The tokens of one text."""
        return tokens.counter("tiktoken")(text)
