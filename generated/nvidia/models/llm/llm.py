"""The large language models of API Catalog."""

# generated from spec/nvidia; do not edit

from adapter.connection import LlmConnection
from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import calls, chat, messages
from runtime.protocols import openai_chat

type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]


class NvidiaLargeLanguageModel(chat.ChatModel[Credentials, Discovered, LlmParameters]):
    """A large language model of API Catalog."""

    connection = LlmConnection()
    parameters = LlmParameters

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        return openai_chat.chat

    def options(self, call: ChatCall) -> chat.Options:
        """How this call deviates from the usual."""
        return chat.Options(
            stop=False,
            user=chat.User(send=False),
            messages=(messages.FlattenMedia(separator="", text=' <img src="{data}" />'),),
            path="",
        )
