"""The text embedding models of Jina."""

# generated from spec/jina; do not edit

from adapter import groups
from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import bodies, calls, customs, embeddings, media_embeddings
from runtime.protocols import json_mapping

type Call = calls.Call[Credentials, Discovered]
type EmbedCall = calls.EmbedCall[Credentials, Discovered]


class JinaTextEmbeddingModel(media_embeddings.MediaEmbeddingModel[Credentials, Discovered]):
    """A text embedding model of Jina."""

    connection = Connection()

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("context_size", call.cred.context_size)

    def protocol(self, call: EmbedCall) -> embeddings.Protocol:
        """What speaks to the server."""
        return json_mapping.embeddings(
            "/embeddings",
            lambda items: {"model": call.model.wire_name, "input": items},
            vectors_at="data[].embedding",
            tokens_at="usage.total_tokens",
            each=lambda kind, item: (
                ({"text": item} if kind == "text" else {"image": item})
                if call.model.wire_name in groups.TAKES_IMAGES
                else item
            ),
        )

    def send(self, call: EmbedCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        if call.model.wire_name in groups.KNOWS_TASKS:
            body.set("task", "retrieval.passage")
        if call.model.wire_name in groups.KNOWS_TASKS and call.input_type == "query":
            body.set("task", "retrieval.query")

    def options(self, call: EmbedCall) -> embeddings.Options:
        """How this call deviates from the usual."""
        return embeddings.Options(overflow="send")
