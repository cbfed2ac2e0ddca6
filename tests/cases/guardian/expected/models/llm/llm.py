"""The large language models of Guardian."""

# generated from spec/guardian; do not edit

from adapter import groups
from adapter.connection import LLM_FORM, Connection
from adapter.entities import Discovered, LlmCredentials, LlmParameters
from runtime import bodies, calls, chat, customs, messages
from runtime.patterns import matches
from runtime.protocols import openai_chat

type Call = calls.Call[LlmCredentials, Discovered]
type ChatCall = calls.ChatCall[LlmCredentials, Discovered, LlmParameters]


class GuardianLargeLanguageModel(chat.ChatModel[LlmCredentials, Discovered, LlmParameters]):
    """A large language model of Guardian."""

    connection = Connection(LLM_FORM)
    parameters = LlmParameters

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("context_size", call.cred.context_size)
        model.feature("vision", when=call.cred.vision_support)
        model.parameter("top_k", when=matches(call.model.name, "*-vision"))

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        return openai_chat.chat

    def send(self, call: ChatCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        if call.model.wire_name in groups.THINKERS and call.param.thinking:
            body.drop("temperature", "top_p")
        if call.model.wire_name in groups.THINKERS:
            body.rename("thinking", "thinking.type", ((True, "enabled"), (False, "disabled")))
        if matches(call.model.wire_name, "guard-think-lite"):
            body.drop("thinking")

    def options(self, call: ChatCall) -> chat.Options:
        """How this call deviates from the usual."""
        return chat.Options(
            messages=(messages.drop_empty, messages.MergeConsecutive(roles=("user", "assistant"), separator="\n\n")),
            reasoning=chat.Thinking(read=("reasoning_content",)),
        )
