"""The rerank models of SiliconFlow."""

# generated from spec/siliconflow; do not edit

from adapter.connection import FORM, Connection
from adapter.entities import Credentials, Discovered
from runtime import bodies, calls, customs, reranking
from runtime.protocols import jina_rerank

type Call = calls.Call[Credentials, Discovered]
type RerankCall = calls.RerankCall[Credentials, Discovered]


class SiliconflowRerankModel(reranking.RerankingModel[Credentials, Discovered]):
    """A rerank model of SiliconFlow."""

    connection = Connection(FORM)

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("context_size", call.cred.context_size)

    def protocol(self, call: RerankCall) -> reranking.Protocol:
        """What speaks to the server."""
        return jina_rerank.rerank

    def send(self, call: RerankCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        body.set("return_documents", True)
