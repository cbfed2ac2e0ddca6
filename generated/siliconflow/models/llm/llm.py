"""The large language models of SiliconFlow."""

# generated from spec/siliconflow; do not edit

from adapter.connection import LLM_FORM, Connection
from adapter.entities import Discovered, LlmCredentials, LlmParameters
from runtime import calls, chat, customs, messages
from runtime.protocols import openai_chat

type Call = calls.Call[LlmCredentials, Discovered]
type ChatCall = calls.ChatCall[LlmCredentials, Discovered, LlmParameters]


class SiliconflowLargeLanguageModel(chat.ChatModel[LlmCredentials, Discovered, LlmParameters]):
    """A large language model of SiliconFlow."""

    connection = Connection(LLM_FORM)
    parameters = LlmParameters

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("context_size", call.cred.context_size)
        model.feature("tool-call", "multi-tool-call", "stream-tool-call", when=call.cred.function_calling_type)
        model.parameter("max_tokens", max=call.cred.max_tokens)

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        return openai_chat.chat

    def options(self, call: ChatCall) -> chat.Options:
        """How this call deviates from the usual."""
        return chat.Options(
            messages=(messages.MergeConsecutive(roles=("system", "user", "assistant"), separator="\n"),),
        )
