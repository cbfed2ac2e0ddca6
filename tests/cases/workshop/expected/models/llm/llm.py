"""The large language models of Workshop."""

# generated from spec/workshop; do not edit

from collections.abc import Mapping
from typing import Any

import hooks
from adapter.connection import LLM_FORM, Connection
from adapter.entities import Discovered, LlmCredentials, LlmParameters
from runtime import calls, chat, customs, polling
from runtime.values import first

type Call = calls.Call[LlmCredentials, Discovered]
type ChatCall = calls.ChatCall[LlmCredentials, Discovered, LlmParameters]


class WorkshopLargeLanguageModel(polling.PollingChatModel[LlmCredentials, Discovered, LlmParameters]):
    """A large language model of Workshop."""

    connection = Connection(LLM_FORM)
    parameters = LlmParameters
    probes = ("health",)
    plan = polling.Plan(every=5, expires=600, attempts=100)

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("context_size", first(call.discovered.length, 4096))
        model.feature("vision", when=call.discovered.sees)
        hooks.schema(call, model)

    def protocol(self, call: ChatCall) -> chat.Protocol:
        """What speaks to the server."""
        return hooks.chat

    def count_tokens(self, call: ChatCall) -> int:
        """The tokens of the messages and tools of a call."""
        return hooks.count_tokens(call)

    def start(self, call: ChatCall) -> polling.Answer:
        """Starts the job of a call."""
        return hooks.start(call)

    def poll(self, call: Call, state: Mapping[str, Any]) -> polling.Answer:
        """Asks whether a job is done."""
        return hooks.check(call, state)
