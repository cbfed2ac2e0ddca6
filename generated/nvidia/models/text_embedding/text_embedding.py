"""The text embedding models of API Catalog."""

# generated from spec/nvidia; do not edit

from collections.abc import Mapping

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import bodies, calls, embeddings
from runtime.protocols import json_mapping

type EmbedCall = calls.EmbedCall[Credentials, Discovered]


class NvidiaTextEmbeddingModel(embeddings.EmbeddingModel[Credentials, Discovered]):
    """A text embedding model of API Catalog."""

    connection = Connection()

    def protocol(self, call: EmbedCall) -> embeddings.Protocol:
        """What speaks to the server."""
        return json_mapping.embeddings(
            "/embeddings",
            lambda items: {"model": call.model.wire_name, "input": items, "input_type": "passage"},
            vectors_at="data[].embedding",
            tokens_at="usage.total_tokens",
        )

    def send(self, call: EmbedCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        if call.input_type == "query":
            body.set("input_type", "query")

    def ping(self, call: EmbedCall) -> Mapping[str, object]:
        """What the request that tests credentials carries besides what it asks."""
        return {"input_type": "query"}
