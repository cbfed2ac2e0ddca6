"""The rerank models of Xorbits Inference."""

# generated from spec/xinference; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, customs, reranking
from runtime.protocols import jina_rerank
from runtime.values import first

type Call = calls.Call[Credentials, Discovered]
type RerankCall = calls.RerankCall[Credentials, Discovered]


class XinferenceRerankModel(reranking.RerankingModel[Credentials, Discovered]):
    """A rerank model of Xorbits Inference."""

    connection = Connection()

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("context_size", first(call.discovered.input_length, 512))

    def protocol(self, call: RerankCall) -> reranking.Protocol:
        """What speaks to the server."""
        return jina_rerank.rerank
