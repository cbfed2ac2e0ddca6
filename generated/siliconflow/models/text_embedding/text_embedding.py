"""The text embedding models of SiliconFlow."""

# generated from spec/siliconflow; do not edit

from adapter.connection import FORM, Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, customs, embeddings
from runtime.protocols import openai_embeddings

type Call = calls.Call[Credentials, Discovered]
type EmbedCall = calls.EmbedCall[Credentials, Discovered]


class SiliconflowTextEmbeddingModel(embeddings.EmbeddingModel[Credentials, Discovered]):
    """A text embedding model of SiliconFlow."""

    connection = Connection(FORM)

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("context_size", call.cred.context_size)

    def protocol(self, call: EmbedCall) -> embeddings.Protocol:
        """What speaks to the server."""
        return openai_embeddings.embed
