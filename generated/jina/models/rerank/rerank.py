"""The rerank models of Jina."""

# generated from spec/jina; do not edit

from adapter import groups
from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import bodies, calls, customs, media_reranking, reranking
from runtime.protocols import json_mapping
from runtime.values import first

type Call = calls.Call[Credentials, Discovered]
type RerankCall = calls.RerankCall[Credentials, Discovered]


class JinaRerankModel(media_reranking.MediaRerankingModel[Credentials, Discovered]):
    """A rerank model of Jina."""

    connection = Connection()

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("context_size", call.cred.context_size)

    def protocol(self, call: RerankCall) -> reranking.Protocol:
        """What speaks to the server."""
        return json_mapping.rerank(
            "/rerank",
            lambda query, items, top_n: {
                "model": call.model.wire_name,
                "query": query,
                "documents": items,
                "top_n": first(top_n, bodies.NULL),
                "return_documents": False,
            },
            results="results",
            index="index",
            score="relevance_score",
            each=lambda kind, item: (
                ({"text": item} if kind == "text" else {"image": item})
                if call.model.wire_name in groups.TAKES_IMAGES
                else item
            ),
        )
