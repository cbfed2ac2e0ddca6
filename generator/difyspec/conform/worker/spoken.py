"""What a language model said, gathered from its chunks."""

from __future__ import annotations

import json
import re
from typing import Any

from .plain import plain, usage
from .request import digest

_THOUGHT = re.compile(r"<think>(.*?)</think>", re.DOTALL)
_SHORT = 200


class Spoken:
    """Grows with each chunk, so that it can tell what came before an error."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.chunks = 0
        self._calls: list[dict[str, Any]] = []
        self._reasons: list[str] = []
        self._usages: list[Any] = []
        self._models: list[str] = []
        self._opaque: list[Any] = []

    def add(self, chunk: Any) -> None:
        """One chunk of the SDK."""
        self.chunks += 1
        delta = chunk.delta
        if text := _text(delta.message.content):
            self.pieces.append(text)
        for call in delta.message.tool_calls or ():
            told = call.function
            self._calls.append({"id": call.id, "type": call.type, "name": told.name, "arguments": told.arguments})
        if getattr(delta.message, "opaque_body", None) is not None:
            self._opaque.append(plain(delta.message.opaque_body))
        if delta.finish_reason:
            self._reasons.append(delta.finish_reason)
        if delta.usage is not None:
            self._usages.append(usage(delta.usage))
        if chunk.model not in self._models:
            self._models.append(chunk.model)

    def result(self) -> dict[str, Any]:
        """All of it. Tool calls stand in the order they came, unmerged; of several usages the last counts."""
        text = "".join(self.pieces)
        made: dict[str, Any] = {
            "text": text,
            "tool_calls": self._calls,
            "finish_reasons": self._reasons,
            "usage": self._usages[-1] if self._usages else None,
            "usage_chunks": len(self._usages),
            "n_chunks": self.chunks,
            "n_text_chunks": len(self.pieces),
            "models": self._models,
        }
        if thought := _THOUGHT.search(text):
            made["reasoning"] = thought[1].strip()
            made["text_without_reasoning"] = (text[: thought.start()] + text[thought.end() :]).strip()
        return {**made, "opaque": self._opaque} if self._opaque else made


def _text(content: Any) -> str:
    """The text of a message; other parts of it as a note in angle brackets."""
    if content is None or isinstance(content, str):
        return content or ""
    return "".join(_part(plain(part)) for part in content)


def _part(part: dict[str, Any]) -> str:
    if part.get("type") == "text":
        return str(part.get("data", ""))
    known = {name: value for name, value in sorted(part.items()) if value not in ("", None)}
    short = {name: value if len(str(value)) < _SHORT else digest(str(value).encode()) for name, value in known.items()}
    return f"<{json.dumps(short)}>"
