"""The text embedding models of Lantern."""

# generated from spec/lantern; do not edit

from adapter.connection import FORM, Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, embeddings
from runtime.protocols import openai_embeddings

type Call = calls.Call[Credentials, Discovered]
type EmbedCall = calls.EmbedCall[Credentials, Discovered]


class LanternTextEmbeddingModel(embeddings.EmbeddingModel[Credentials, Discovered]):
    """A text embedding model of Lantern."""

    connection = Connection(FORM)

    def like(self, call: Call) -> str | None:
        """The base model that a model is a copy of."""
        return call.cred.base_model

    def protocol(self, call: EmbedCall) -> embeddings.Protocol:
        """What speaks to the server."""
        return openai_embeddings.embed
