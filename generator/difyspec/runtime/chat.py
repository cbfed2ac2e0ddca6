"""Language models: what a generated class subclasses."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

import dify_plugin
from dify_plugin.entities.model.llm import LLMResult, LLMResultChunk, LLMUsage
from dify_plugin.entities.model.message import PromptMessage, PromptMessageTool, UserPromptMessage
from pydantic import BaseModel, ValidationError

from . import counting, errors, guard, pings, reasoning, structured, tokens
from .bodies import Body
from .calls import Call, ChatCall
from .events import Event, Usage
from .fold import Fold
from .messages.steps import Conversation
from .options import FROM_FEATURES, FUNCTION_CALL, NO_TOOLS, TOOL_CALL, Options, Stream, User
from .pings import Attempt, Ping
from .reasoning import Thinking

__all__ = ["Attempt", "ChatModel", "Options", "Ping", "Protocol", "Stream", "Thinking", "User"]

type Protocol = Callable[[ChatCall[Any, Any, Any]], Iterable[Event]]
"""A wire protocol, or a hook named ``chat`` or ``complete``."""

_TOOL_FEATURES = frozenset({"tool-call", "multi-tool-call", "stream-tool-call"})


class ChatModel[C: BaseModel, F: BaseModel, P: BaseModel](guard.Guard[C, F], dify_plugin.LargeLanguageModel):
    """A language model. Generated code sets the attributes and overrides what deviates."""

    parameters: type[P]
    """The entity of the parameters."""
    counter: str = "gpt2"
    """Which counter of ``tokens.py`` counts where the server does not."""

    # ---- what a provider overrides ----------------------------------------------------------------------------------

    def protocol(self, call: ChatCall[C, F, P]) -> Protocol:
        """What speaks to the server."""
        raise NotImplementedError(f"{self.connection.name} has no protocol for {call.model.name}")

    def options(self, call: ChatCall[C, F, P]) -> Options:
        """How this call deviates from the usual."""
        return Options()

    def send(self, call: ChatCall[C, F, P], body: Body) -> None:
        """Turns the parameters, which `body` starts as, into what the server wants."""

    def ping(self, call: ChatCall[C, F, P]) -> Ping:
        """The request that tests credentials."""
        return Ping()

    def attempts(self, call: ChatCall[C, F, P], error: errors.Failure) -> tuple[Attempt, ...]:
        """What else to try before a test fails with `error`."""
        return ()

    def count_tokens(self, call: ChatCall[C, F, P]) -> int:
        """The tokens of the messages and tools of a call. Must not ask the server."""
        return counting.conversation(call.messages, call.tools, tokens.counter(self.counter))

    # ---- what the SDK calls -----------------------------------------------------------------------------------------

    def _invoke(
        self,
        model: str,
        credentials: dict[str, Any],
        prompt_messages: list[PromptMessage],
        model_parameters: dict[str, Any],
        tools: list[PromptMessageTool] | None = None,
        stop: list[str] | None = None,
        stream: bool = True,
        user: str | None = None,
    ) -> LLMResult | Generator[LLMResultChunk, None, None]:
        with self.mapping(credentials):
            asked = self._asked_for(
                self.prepare(model, credentials, user),
                param=self._param(model, credentials, model_parameters),
                given=self._typed(model_parameters),
                messages=tuple(prompt_messages),
                tools=tuple(tools or ()),
                stop=tuple(stop or ()),
                stream=stream,
            )
            call = self._ready(asked, model_parameters)
            fold = Fold(model, lambda seen, answer: self._account(asked, credentials, seen, answer))
            events = self._events(call)
            if not stream:
                return fold.result(events)
        return self.mapped(credentials, fold.chunks(events))

    def get_num_tokens(
        self,
        model: str,
        credentials: dict[str, Any],
        prompt_messages: list[PromptMessage],
        tools: list[PromptMessageTool] | None = None,
    ) -> int:
        """How many tokens messages and tools are. Asks nobody: facts that are not saved count as unknown."""
        with self.mapping(credentials):
            return self.count_tokens(
                self._asked_for(
                    self._bare(model, credentials),
                    param=self.parameters.model_construct(),
                    given=self.parameters.model_construct(),
                    messages=tuple(prompt_messages),
                    tools=tuple(tools or ()),
                )
            )

    def check(self, model: str, credentials: dict[str, Any]) -> None:
        """One short answer. Raises whatever a call raises."""
        param, given = self._param(model, credentials, {}), self.parameters.model_construct()
        asked = self._asked_for(self.prepare(model, credentials), param=param, given=given, stream=False)
        ping = self.ping(asked)
        call = pings.quiet(self._ready(replace(asked, messages=(UserPromptMessage(content=ping.text),)), {}), ping)
        pings.run(
            ping,
            lambda body: self._events(replace(call, body=body)),
            lambda failure: self.attempts(asked, failure),
        )

    # ---- calls ------------------------------------------------------------------------------------------------------

    def _asked_for(self, call: Call[C, F], *, param: P, given: P, **asked: Any) -> ChatCall[C, F, P]:
        """A call of this model type, as Dify asks for it."""
        shared = {item.name: getattr(call, item.name) for item in fields(call)}
        return ChatCall(**shared, param=param, given=given, **asked)

    def _param(self, model: str, credentials: Mapping[str, Any], given: Mapping[str, Any]) -> P:
        """The parameters that were given, the declared defaults for those that were not."""
        schema = self.get_model_schema(model, credentials)
        defaults = {rule.name: rule.default for rule in (schema.parameter_rules if schema else ())}
        return self._typed(defaults | dict(given))

    def _typed(self, values: Mapping[str, Any]) -> P:
        """Parameters by name. Raises Failure for one of the wrong kind."""
        try:
            return self.parameters.model_validate({name: value for name, value in values.items() if value is not None})
        except ValidationError as error:
            name = ".".join(map(str, error.errors(include_url=False, include_input=False)[0]["loc"]))
            raise errors.Failure(errors.BAD_REQUEST, f"the parameter {name} has a value of the wrong kind") from None

    def _ready(self, asked: ChatCall[C, F, P], parameters: Mapping[str, Any]) -> ChatCall[C, F, P]:
        """The call as the server gets it: options decided, messages reshaped, parameters turned into a body."""
        options = self.options(asked)
        dialect = _dialect(options.tools, asked.model.features)
        call = replace(
            asked,
            options=replace(options, tools=dialect),
            messages=tuple(_reshaped(asked.messages, options, parameters)),
            tools=() if dialect == NO_TOOLS else asked.tools,
            stop=asked.stop if options.stop else (),
            stream=options.stream.decide(asked.stream),
        )
        body = Body(parameters)
        self.send(call, body)
        return replace(call, body=body.data, options=replace(call.options, omit=options.omit | body.dropped))

    def _events(self, call: ChatCall[C, F, P]) -> Iterable[Event]:
        events = self.protocol(call)(call)
        if not isinstance(events, Iterable):
            raise TypeError("a protocol has to return events")
        return reasoning.hidden(iter(events)) if call.options.reasoning.hide else events

    def _account(self, asked: ChatCall[C, F, P], credentials: dict[str, Any], seen: Usage, answer: str) -> LLMUsage:
        """Usage and price: tokens as the server counted them, else as they are counted here."""
        prompt, completion = seen.prompt, seen.completion
        if prompt is None:
            prompt = self.count_tokens(asked)
        if completion is None:
            completion = tokens.counter(self.counter)(answer)
        return self._calc_response_usage(asked.model.name, credentials, prompt, completion)


def _dialect(tools: str | None, features: frozenset[str]) -> str:
    """The dialect that ``from_features`` means: a model that declares no tools gets none.

    A credential may choose the dialect; one that is absent leaves it to the features, any other word means none.
    """
    if tools is None or tools == FROM_FEATURES:
        return TOOL_CALL if features & _TOOL_FEATURES else NO_TOOLS
    return tools if tools in (TOOL_CALL, FUNCTION_CALL) else NO_TOOLS


def _reshaped(messages: Iterable[PromptMessage], options: Options, parameters: Mapping[str, Any]) -> Conversation:
    conversation: Conversation = list(messages)
    if options.structured_output == "prompt":
        conversation = structured.explained(conversation, parameters)
    for step in options.messages:
        conversation = step(conversation)
    return conversation
