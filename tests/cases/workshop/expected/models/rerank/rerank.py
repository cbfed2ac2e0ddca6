"""The rerank models of Workshop."""

# generated from spec/workshop; do not edit

from adapter.connection import FORM, Connection
from adapter.entities import Credentials, Discovered
from runtime import bodies, calls, customs, media_reranking, reranking
from runtime.protocols import json_mapping

type Call = calls.Call[Credentials, Discovered]
type RerankCall = calls.RerankCall[Credentials, Discovered]


class WorkshopRerankModel(media_reranking.MediaRerankingModel[Credentials, Discovered]):
    """A rerank model of Workshop."""

    connection = Connection(FORM)

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.feature("vision", when=call.discovered.sees)

    def protocol(self, call: RerankCall) -> reranking.Protocol:
        """What speaks to the server."""
        return json_mapping.rerank(
            "/rank",
            lambda query, items, top_n: {"model": call.model.wire_name, "ask": query, "items": items, "limit": top_n},
            results="ranks",
            index="item",
            score="fit",
            each=lambda kind, item: {"words": item} if kind == "text" else {"picture": item},
        )

    def send(self, call: RerankCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        if call.multimodal:
            body.set("mixed", True)
