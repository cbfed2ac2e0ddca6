"""The text embedding models of Xorbits Inference."""

# generated from spec/xinference; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, customs, embeddings
from runtime.protocols import openai_embeddings
from runtime.values import first

type Call = calls.Call[Credentials, Discovered]
type EmbedCall = calls.EmbedCall[Credentials, Discovered]


class XinferenceTextEmbeddingModel(embeddings.EmbeddingModel[Credentials, Discovered]):
    """A text embedding model of Xorbits Inference."""

    connection = Connection()

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("context_size", first(call.discovered.input_length, 512))

    def protocol(self, call: EmbedCall) -> embeddings.Protocol:
        """What speaks to the server."""
        return openai_embeddings.embed
