"""The large language models of OpenAI."""

# generated from spec/openai; do not edit

from adapter import groups
from adapter.connection import Connection
from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import bodies, calls, chat, customs
from runtime.patterns import matches
from runtime.protocols import openai_chat, openai_responses

type Call = calls.Call[Credentials, Discovered]
type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]


def _chats(call: Call) -> bool:
    return call.model.wire_name in groups.ONLY_CHAT or (
        call.cred.api_protocol == "chat" and call.model.wire_name not in groups.ONLY_RESPONSES
    )


class OpenaiLargeLanguageModel(chat.ChatModel[Credentials, Discovered, LlmParameters]):
    """A large language model of OpenAI."""

    connection = Connection()
    parameters = LlmParameters
    counter = "tiktoken"

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("context_size", 1047576 if matches(call.model.name, "ft:gpt-4.1*") else 128000)
        model.parameter("max_tokens", max=32768 if matches(call.model.name, "ft:gpt-4.1*") else 16384)

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        return openai_chat.chat if _chats(call) else openai_responses.chat

    def send(self, call: ChatCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        if call.model.wire_name in groups.NEWER_LIMIT:
            body.rename("max_tokens", "max_completion_tokens")
        if not _chats(call):
            body.rename("reasoning_mode", "reasoning.mode")
            body.rename("reasoning_context", "reasoning.context")
            body.rename("reasoning_summary", "reasoning.summary")
        if _chats(call):
            body.drop("reasoning_mode", "reasoning_context", "reasoning_summary")
        if not _chats(call) and call.model.wire_name in groups.REASONS:
            body.append("include", "reasoning.encrypted_content")
        if call.cred.request_metadata:
            body.set("store", True)
            body.set("metadata.dify_source", "dify")
            body.set("metadata.dify_app_id", call.app_id)
        body.drop("enable_stream")

    def options(self, call: ChatCall) -> chat.Options:
        """How this call deviates from the usual."""
        return chat.Options(stream=chat.Stream(wanted=call.param.enable_stream, usage=True))
