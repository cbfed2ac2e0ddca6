"""The large language models of DeepSeek."""

# generated from spec/deepseek; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import bodies, calls, chat, messages
from runtime.protocols import openai_chat

type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]


class DeepseekLargeLanguageModel(chat.ChatModel[Credentials, Discovered, LlmParameters]):
    """A large language model of DeepSeek."""

    connection = Connection()
    parameters = LlmParameters

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        return openai_chat.chat

    def send(self, call: ChatCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        body.drop("tool_choice")
        body.drop("thinking")
        if call.param.thinking:
            body.set("thinking.type", "enabled")
        if call.param.thinking is False:
            body.set("thinking.type", "disabled")
        if call.param.thinking:
            body.drop("temperature", "top_p", "presence_penalty", "frequency_penalty")
        if not call.param.thinking:
            body.drop("reasoning_effort")

    def options(self, call: ChatCall) -> chat.Options:
        """How this call deviates from the usual."""
        return chat.Options(
            user=chat.User(name="user_id"),
            messages=(messages.MergeConsecutive(),),
            reasoning=chat.Thinking(
                read=("reasoning_content", "reasoning"),
                hide=call.param.thinking is False,
                return_as="reasoning_content",
            ),
        )
