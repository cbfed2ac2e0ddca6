"""The large language models of Xorbits Inference."""

# generated from spec/xinference; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import bodies, calls, chat, customs
from runtime.protocols import openai_chat, openai_completions
from runtime.values import first

type Call = calls.Call[Credentials, Discovered]
type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]


class XinferenceLargeLanguageModel(chat.ChatModel[Credentials, Discovered, LlmParameters]):
    """A large language model of Xorbits Inference."""

    connection = Connection()
    parameters = LlmParameters

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("mode", first(call.discovered.mode, "chat"))
        model.set("context_size", first(call.discovered.context_length, 2048))
        model.feature("vision", when=call.discovered.vision)
        model.feature("tool-call", "multi-tool-call", "stream-tool-call", when=call.discovered.tools)
        model.parameter("max_tokens", max=first(call.discovered.context_length, 2048))

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        return openai_completions.complete if call.model.mode == "completion" else openai_chat.chat

    def send(self, call: ChatCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        body.clamp("temperature", min=0.01, max=0.99)
        body.rename("think", "chat_template_kwargs.enable_thinking")
