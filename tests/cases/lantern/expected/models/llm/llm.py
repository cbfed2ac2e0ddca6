"""The large language models of Lantern."""

# generated from spec/lantern; do not edit

from adapter import groups
from adapter.connection import LLM_FORM, Connection
from adapter.entities import Discovered, LlmCredentials, LlmParameters
from runtime import bodies, calls, chat, customs
from runtime.protocols import openai_chat, openai_responses
from runtime.values import first, text

type Call = calls.Call[LlmCredentials, Discovered]
type ChatCall = calls.ChatCall[LlmCredentials, Discovered, LlmParameters]


class LanternLargeLanguageModel(chat.ChatModel[LlmCredentials, Discovered, LlmParameters]):
    """A large language model of Lantern."""

    connection = Connection(LLM_FORM)
    parameters = LlmParameters

    def like(self, call: Call) -> str | None:
        """The base model that a model is a copy of."""
        return call.cred.base_model

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.label(text(call.cred.base_model, " at ", first(call.cred.endpoint_url, "Lantern")))
        model.feature("structured-output", when=call.cred.api == "responses")

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        chats = call.cred.api == "chat"
        return openai_chat.chat if chats else openai_responses.chat

    def send(self, call: ChatCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        if call.model.family in groups.THINKS:
            body.rename("enable_thinking", "thinking.type", ((True, "enabled"), (False, "disabled")))
        if call.model.family not in groups.THINKS:
            body.drop("enable_thinking")
        if call.param.enable_thinking:
            body.drop("temperature", "top_p")
        body.drop("enable_stream")

    def options(self, call: ChatCall) -> chat.Options:
        """How this call deviates from the usual."""
        return chat.Options(
            stream=chat.Stream(wanted=call.param.enable_stream, usage=True),
            reasoning=chat.Thinking(
                read=("reasoning_content", "reasoning"),
                hide=call.given.enable_thinking is False,
                return_as="reasoning_content" if call.model.family in groups.THINKS else None,
                thoughts_only=True,
            ),
        )

    def ping(self, call: ChatCall) -> chat.Ping:
        """The request that tests credentials."""
        return chat.Ping(body={"max_tokens": 16})
