"""The large language models of It s quoted and {{ braced }} {% raw %} ${x} %s {0}."""

# generated from spec/hostile; do not edit

from adapter import groups
from adapter.connection import Connection
from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import bodies, calls, chat
from runtime.protocols import openai_chat

type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]


class HostileLargeLanguageModel(chat.ChatModel[Credentials, Discovered, LlmParameters]):
    """A large language model of It s quoted and {{ braced }} {% raw %} ${x} %s {0}."""

    connection = Connection()
    parameters = LlmParameters

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        return openai_chat.chat

    def send(self, call: ChatCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        tricky = call.cred.class_ == "it's" or call.cred.class_ == 'a"b'
        if tricky:
            body.set("odd.key", {"it's": ['"""', "{{ x }}", "\\"]})
        if call.model.wire_name in groups.ODD and call.cred.flag:
            body.rename("stop_word", "stop", (("{}", "'''"), ('"""', "\\")))
