"""Calls of a language model."""

from __future__ import annotations

from typing import Any

from difyspec.conform.against.case import BLOCK_ERRORS, STREAM_ERRORS, USER, Call, failing
from difyspec.conform.against.declared import Model
from difyspec.conform.against.parameters import all_values, single_values

type Message = dict[str, Any]

_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
_TOOL_FEATURES = frozenset(("tool-call", "multi-tool-call", "stream-tool-call"))


def user(content: Any) -> Message:
    """What a person says."""
    return {"role": "user", "content": content}


SYSTEM: Message = {"role": "system", "content": "Answer in one sentence."}
HELLO = [SYSTEM, user("Name a fjord.")]
HISTORY = [*HELLO, {"role": "assistant", "content": "Geiranger.", "tool_calls": []}, user("And another one?")]
DOUBLED = [
    SYSTEM,
    user("Hello."),
    user("Name a fjord."),
    {"role": "assistant", "content": "", "tool_calls": []},
    user("?"),
]
THOUGHT = [
    user("2 + 2?"),
    {"role": "assistant", "content": "<think>\nSimple.\n</think>\n4", "tool_calls": []},
    user("3 + 3?"),
]
TOOLS = [
    {
        "name": "weather",
        "description": "The weather of a town.",
        "parameters": {
            "type": "object",
            "properties": {"town": {"type": "string"}, "unit": {"type": "string", "enum": ["c", "f"]}},
            "required": ["town"],
        },
    },
    {"name": "add", "description": "Adds.", "parameters": {"type": "object", "properties": {"a": {"type": "integer"}}}},
]


def _called(index: int, name: str, arguments: str) -> dict[str, Any]:
    return {"id": f"call_{index}", "type": "function", "function": {"name": name, "arguments": arguments}}


TOOL_TURN = [
    user("The weather in Oslo, and 1 + 1?"),
    {
        "role": "assistant",
        "content": "",
        "tool_calls": [_called(0, "weather", '{"town":"Oslo"}'), _called(1, "add", '{"a":1}')],
    },
    {"role": "tool", "content": "rain", "tool_call_id": "call_0", "name": "weather"},
    {"role": "tool", "content": "2", "tool_call_id": "call_1", "name": "add"},
]
MEDIA: dict[str, list[dict[str, Any]]] = {
    "vision": [
        {
            "type": "image",
            "format": "png",
            "url": "https://example.test/a.png",
            "mime_type": "image/png",
            "detail": "high",
        },
        {"type": "image", "format": "png", "base64_data": _PIXEL, "mime_type": "image/png", "detail": "low"},
    ],
    "audio": [{"type": "audio", "format": "mp3", "base64_data": "SUQzAAAA", "mime_type": "audio/mpeg"}],
    "video": [{"type": "video", "format": "mp4", "url": "https://example.test/a.mp4", "mime_type": "video/mp4"}],
    "document": [{"type": "document", "format": "pdf", "base64_data": "JVBERi0K", "mime_type": "application/pdf"}],
}


def args(messages: list[Message] = HELLO, *, stream: bool = False, **more: Any) -> dict[str, Any]:
    """The arguments of a call."""
    return {"prompt_messages": messages, "model_parameters": {}, "stream": stream, **more}


def calls(model: Model, *, whole: bool) -> list[Call]:
    """The calls of a model, the important first; `whole` false: only what tells models apart."""
    found = [Call("hello, streamed", args(stream=True)), Call("hello", args())]
    values = all_values(model.rules)
    if values:
        found.append(Call("all parameters, streamed", args(stream=True, model_parameters=values)))
    found += _tools(model, whole=whole)
    found += _media(model)
    if not whole:
        return [*found, *_parameters(model)]
    found += [
        Call("history, streamed", args(HISTORY, stream=True)),
        Call("messages of one role in a row", args(DOUBLED)),
        Call("thoughts in the history", args(THOUGHT)),
        Call("parts of text", args([user([{"type": "text", "data": "Name"}, {"type": "text", "data": "a fjord."}])])),
        Call("user", args(user=USER)),
        Call("stop, streamed", args(stop=["END"], stream=True)),
        Call("stop", args(stop=["END", "\n\n"])),
    ]
    found += [
        Call(f"answer: {reply}{', streamed' if stream else ''}", args(stream=stream), {"reply": reply})
        for reply in ("reasoning", "think_tags", "length", "empty")
        for stream in (True, False)
    ]
    found += [
        Call("no usage, streamed", args(stream=True), {"usage": "none"}),
        Call("no usage", args(), {"usage": "none"}),
    ]
    found += failing("fails", BLOCK_ERRORS, args())
    found += failing("fails, streamed", STREAM_ERRORS, args(stream=True))
    return [*found, *_parameters(model)]


def _tools(model: Model, *, whole: bool) -> list[Call]:
    if not model.features & _TOOL_FEATURES:
        undeclared = Call("tools that it has no feature for", args(tools=TOOLS, stream=True))
        return [undeclared] if whole else []
    found = [
        Call("tools, streamed", args(tools=TOOLS, stream=True)),
        Call("tools", args(tools=TOOLS)),
        Call("answers of tools", args(TOOL_TURN, tools=TOOLS)),
    ]
    thinking = Call("tools after thoughts, streamed", args(tools=TOOLS, stream=True), {"reply": "reasoning_tools"})
    return [*found, thinking] if whole else found


def _media(model: Model) -> list[Call]:
    text = {"type": "text", "data": "What is this?"}
    return [
        Call(f"{feature} {number}", args([user([text, part])]))
        for feature, parts in MEDIA.items()
        if feature in model.features
        for number, part in enumerate(parts, 1)
    ]


def _parameters(model: Model) -> list[Call]:
    return [Call(f"parameter {name}", args(model_parameters=values)) for name, values in single_values(model.rules)]
