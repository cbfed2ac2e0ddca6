"""The large language models of GroqCloud."""

# generated from spec/groq; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import calls, chat
from runtime.protocols import openai_chat

type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]


class GroqLargeLanguageModel(chat.ChatModel[Credentials, Discovered, LlmParameters]):
    """A large language model of GroqCloud."""

    connection = Connection()
    parameters = LlmParameters

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        return openai_chat.chat
