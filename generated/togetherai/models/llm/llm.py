"""The large language models of together.ai."""

# generated from spec/togetherai; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import calls, chat, customs
from runtime.protocols import openai_chat, openai_completions

type Call = calls.Call[Credentials, Discovered]
type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]


class TogetheraiLargeLanguageModel(chat.ChatModel[Credentials, Discovered, LlmParameters]):
    """A large language model of together.ai."""

    connection = Connection()
    parameters = LlmParameters

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("mode", call.cred.mode)
        model.set("context_size", call.cred.context_size)
        model.parameter("max_tokens", max=call.cred.max_tokens_to_sample)

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        return openai_completions.complete if call.cred.mode == "completion" else openai_chat.chat
