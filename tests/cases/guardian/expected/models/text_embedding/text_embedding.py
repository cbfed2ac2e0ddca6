"""The text embedding models of Guardian."""

# generated from spec/guardian; do not edit

from adapter.connection import FORM, Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, embeddings
from runtime.protocols import openai_embeddings

type EmbedCall = calls.EmbedCall[Credentials, Discovered]


class GuardianTextEmbeddingModel(embeddings.EmbeddingModel[Credentials, Discovered]):
    """A text embedding model of Guardian."""

    connection = Connection(FORM)

    def protocol(self, call: EmbedCall) -> embeddings.Protocol:
        """What speaks to the server."""
        return openai_embeddings.embed

    def options(self, call: EmbedCall) -> embeddings.Options:
        """How this call deviates from the usual."""
        return embeddings.Options(batch=128, batch_tokens=100000)
