"""The rerank models of API Catalog."""

# generated from spec/nvidia; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, reranking, scores
from runtime.protocols import json_mapping

type RerankCall = calls.RerankCall[Credentials, Discovered]


class NvidiaRerankModel(reranking.RerankingModel[Credentials, Discovered]):
    """A rerank model of API Catalog."""

    connection = Connection()

    def protocol(self, call: RerankCall) -> reranking.Protocol:
        """What speaks to the server."""
        return json_mapping.rerank(
            "/reranking",
            lambda query, items, top_n: {"model": call.model.wire_name, "query": {"text": query}, "passages": items},
            results="rankings",
            index="index",
            score="logit",
            each=lambda kind, item: {"text": item},
        )

    def options(self, call: RerankCall) -> reranking.Options:
        """How this call deviates from the usual."""
        return reranking.Options(score=scores.sigmoid)
