"""The large language models of OpenLLM."""

# generated from spec/openllm; do not edit

from adapter import groups
from adapter.connection import Connection
from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import calls, chat, customs
from runtime.protocols import openai_chat

type Call = calls.Call[Credentials, Discovered]
type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]


class OpenllmLargeLanguageModel(chat.ChatModel[Credentials, Discovered, LlmParameters]):
    """A large language model of OpenLLM."""

    connection = Connection()
    parameters = LlmParameters

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("context_size", 2048 if call.model.name in groups.SMALL_CONTEXT else 8192)
        model.parameter("top_k", when=call.model.name in groups.OFFERS_TOP_K)
        model.parameter("max_tokens", max=2048 if call.model.name in groups.SMALL_CONTEXT else 8192)

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        return openai_chat.chat

    def options(self, call: ChatCall) -> chat.Options:
        """How this call deviates from the usual."""
        return chat.Options(user=chat.User(send=False))
