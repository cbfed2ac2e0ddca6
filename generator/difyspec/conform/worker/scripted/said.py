"""What the scripted model says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..reply import compact

REASONING = "Let me see. It is simple."
_HEARD, _PIECES, _MOST_CALLS = 40, 4, 2
_SAMPLES: dict[object, object] = {"integer": 3, "number": 1.5, "boolean": True, "array": [], "object": {}}


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a tool; `arguments` are JSON."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Said:
    """An answer. `legacy`: the call is of the kind that OpenAI had before tools."""

    text: str = ""
    reasoning: str = ""
    calls: tuple[Call, ...] = ()
    reason: str = "stop"
    legacy: bool = False


def said(body: Mapping[str, Any], reply: str) -> Said:
    """The answer to a conversation: calls of the tools offered unless one has just answered, else an echo."""
    messages = [one for one in body.get("messages") or () if isinstance(one, dict)]
    last = messages[-1] if messages else {}
    thought = REASONING if reply in ("reasoning", "reasoning_tools") else ""
    calls = () if last.get("role") in ("tool", "function") else _calls(body)
    if calls:
        legacy = not body.get("tools")
        return Said("", thought, calls, "function_call" if legacy else "tool_calls", legacy)
    text = text_of(body, _heard(messages))
    if reply == "think_tags":
        return Said(f"<think>\n{REASONING}\n</think>\n{text}")
    if reply == "empty":
        return Said()
    if _wants_json(body):
        text = '{"answer": 42}'
    return Said(text, thought, reason="length" if reply == "length" else "stop")


def text_of(body: Mapping[str, Any], heard: str) -> str:
    """An echo that names the model, so that a wrong name shows in the result too."""
    return f"{body.get('model')} heard: {' '.join(heard.split())[:_HEARD]}"


def pieces(text: str) -> list[str]:
    """A text in at most four pieces."""
    size = max(1, -(-len(text) // _PIECES))
    return [text[start : start + size] for start in range(0, len(text), size)]


def usage(body: Mapping[str, Any]) -> dict[str, int]:
    """Tokens: the prompt's grow with its words."""
    prompt = 5 + len(compact(body.get("messages", body.get("prompt"))).split())
    return {"prompt_tokens": prompt, "completion_tokens": 9, "total_tokens": prompt + 9}


def _heard(messages: list[dict[str, Any]]) -> str:
    """The last text of a conversation."""
    for message in reversed(messages):
        content = message.get("content")
        if isinstance(content, str) and content:
            return content
        for part in content if isinstance(content, list) else ():
            if isinstance(part, dict) and part.get("text"):
                return str(part["text"])
    return ""


def _calls(body: Mapping[str, Any]) -> tuple[Call, ...]:
    offered = [one.get("function") or one for one in body.get("tools") or () if isinstance(one, dict)]
    offered = offered or list(body.get("functions") or ())
    named = [one for one in offered if isinstance(one, dict) and one.get("name")][:_MOST_CALLS]
    return tuple(Call(f"call_{index}", one["name"], _arguments(one)) for index, one in enumerate(named))


def _arguments(function: Mapping[str, Any]) -> str:
    declared = (function.get("parameters") or {}).get("properties") or {}
    return compact({name: _sample(one) for name, one in declared.items() if isinstance(one, dict)})


def _sample(schema: Mapping[str, Any]) -> object:
    if schema.get("enum"):
        return schema["enum"][0]
    return _SAMPLES.get(schema.get("type"), "Oslo")


def _wants_json(body: Mapping[str, Any]) -> bool:
    wanted = body.get("response_format")
    kind = wanted.get("type") if isinstance(wanted, dict) else wanted
    return kind in ("json_object", "json_schema")
