"""The large language models of MistralAI."""

# generated from spec/mistralai; do not edit

from adapter import groups
from adapter.connection import Connection
from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import bodies, calls, chat
from runtime.protocols import openai_chat

type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]


class MistralaiLargeLanguageModel(chat.ChatModel[Credentials, Discovered, LlmParameters]):
    """A large language model of MistralAI."""

    connection = Connection()
    parameters = LlmParameters

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        return openai_chat.chat

    def send(self, call: ChatCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        if call.model.wire_name in groups.MAGISTRAL:
            body.rename("reasoning_mode", "prompt_mode", ((True, "reasoning"), (False, None)))

    def options(self, call: ChatCall) -> chat.Options:
        """How this call deviates from the usual."""
        return chat.Options(stop=False, user=chat.User(send=False))
