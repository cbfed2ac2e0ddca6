"""The text embedding models of OpenLLM."""

# generated from spec/openllm; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, embeddings
from runtime.protocols import openai_embeddings

type EmbedCall = calls.EmbedCall[Credentials, Discovered]


class OpenllmTextEmbeddingModel(embeddings.EmbeddingModel[Credentials, Discovered]):
    """A text embedding model of OpenLLM."""

    connection = Connection()

    def protocol(self, call: EmbedCall) -> embeddings.Protocol:
        """What speaks to the server."""
        return openai_embeddings.embed
