"""A language model as generated code would write it, and answers that a server may give to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dify_plugin.entities import I18nObject
from dify_plugin.entities.model import (
    AIModelEntity,
    FetchFrom,
    ModelFeature,
    ModelPropertyKey,
    ModelType,
    ParameterRule,
    ParameterType,
)
from dify_plugin.entities.model.llm import LLMResult, LLMResultChunk
from dify_plugin.entities.model.message import PromptMessage, PromptMessageTool, UserPromptMessage
from difyspec.runtime import chat, errors
from difyspec.runtime.bodies import Body
from difyspec.runtime.calls import ChatCall
from difyspec.runtime.entity import Entity
from difyspec.runtime.protocols import openai_chat, openai_completions

from tests.runtime.sample import SECRET, Connection, Credentials, Discovered

ADD = PromptMessageTool(
    name="add",
    description="Adds two numbers.",
    parameters={"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]},
)


class Parameters(Entity):
    temperature: float | None = None
    max_tokens: int | None = None
    thinking: bool | None = None
    streaming: bool | None = None


type Call = ChatCall[Credentials, Discovered, Parameters]


class SampleModel(chat.ChatModel[Credentials, Discovered, Parameters]):
    """Deviates as a test says, by replacing the attributes in capitals."""

    connection = Connection()
    parameters = Parameters
    OPTIONS: Callable[[Call], chat.Options] = staticmethod(lambda _: chat.Options())
    SEND: Callable[[Call, Body], None] = staticmethod(lambda _call, _body: None)
    PROTOCOL: chat.Protocol | None = None
    PING = chat.Ping()
    ATTEMPTS: Callable[[errors.Failure], tuple[chat.Attempt, ...]] = staticmethod(lambda _: ())

    def protocol(self, call: Call) -> chat.Protocol:
        usual = openai_completions.complete if call.model.mode == "completion" else openai_chat.chat
        return type(self).PROTOCOL or usual

    def options(self, call: Call) -> chat.Options:
        return self.OPTIONS(call)

    def send(self, call: Call, body: Body) -> None:
        self.SEND(call, body)

    def ping(self, call: Call) -> chat.Ping:
        return self.PING

    def attempts(self, call: Call, error: errors.Failure) -> tuple[chat.Attempt, ...]:
        return self.ATTEMPTS(error)


def entity(*features: ModelFeature, mode: str = "chat", **more: Any) -> AIModelEntity:
    """A predefined model called ``model``."""
    rules = [
        ParameterRule(
            name=name,
            label=I18nObject(en_US=name),
            type=ParameterType(kind),
            default=default,
            required=False,
            min=None,
            max=None,
            precision=None,
        )
        for name, kind, default in (
            ("temperature", "float", 0.5),
            ("max_tokens", "int", None),
            ("thinking", "boolean", True),
            ("streaming", "boolean", None),
            ("response_format", "string", None),
            ("json_schema", "text", None),
        )
    ]
    return AIModelEntity(
        model="model",
        label=I18nObject(en_US="Model"),
        model_type=ModelType.LLM,
        fetch_from=FetchFrom.PREDEFINED_MODEL,
        features=list(features),
        model_properties={ModelPropertyKey.MODE: mode, ModelPropertyKey.CONTEXT_SIZE: 4096},
        parameter_rules=rules,
        **more,
    )


def model(*features: ModelFeature, of: AIModelEntity | None = None, **deviations: Any) -> SampleModel:
    """An instance whose class deviates: ``options``, ``send``, ``protocol``, ``ping``, ``attempts``."""
    made = {
        name.upper(): staticmethod(value) if callable(value) and name != "protocol" else value
        for name, value in deviations.items()
    }
    if "PROTOCOL" in made:
        made["PROTOCOL"] = staticmethod(made["PROTOCOL"])
    kind: type[SampleModel] = type("Deviating", (SampleModel,), made)
    return kind([of or entity(*features)])


def options(**settings: Any) -> Callable[[Call], chat.Options]:
    """Options that are the same for every call."""
    return lambda _: chat.Options(**settings)


def ask(of: SampleModel, url: str, *messages: PromptMessage | str, **asked: Any) -> list[LLMResultChunk]:
    """All chunks of one invocation through the SDK's own entry."""
    return list(of.invoke(**request(url, *messages, **asked)))


def block(of: SampleModel, url: str, *messages: PromptMessage | str, **asked: Any) -> LLMResult:
    """The result of one invocation that does not stream."""
    made = request(url, *messages, **asked)
    result = of._invoke(**{**made, "stream": False})
    assert isinstance(result, LLMResult)
    return result


def request(url: str, *messages: PromptMessage | str, **asked: Any) -> dict[str, Any]:
    """The arguments of an invocation."""
    return {
        "model": "model",
        "credentials": {
            "server_url": url,
            "api_key": SECRET,
            "completion_type": "chat",
            "context_length": 1,
            "tools": False,
        },
        "prompt_messages": [
            UserPromptMessage(content=message) if isinstance(message, str) else message
            for message in messages or ("hi",)
        ],
        "model_parameters": {},
        **asked,
    }


def said(made: list[LLMResultChunk]) -> str:
    """All the text of some chunks."""
    return "".join(str(chunk.delta.message.content) for chunk in made)


def sse(*events: Any) -> bytes:
    """Events of a stream; a text stands for itself."""
    return b"".join(f"data: {event if isinstance(event, str) else json.dumps(event)}\n\n".encode() for event in events)


def piece(finish: str | None = None, **delta: Any) -> dict[str, Any]:
    """One event of OpenAI's chat stream."""
    return {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}


def whole(finish: str = "stop", **message: Any) -> dict[str, Any]:
    """A whole answer of OpenAI's chat API."""
    return {
        "object": "chat.completion",
        "choices": [{"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}],
        "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10},
    }
