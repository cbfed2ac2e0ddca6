"""Which protocol a request speaks, by its path and, where that says nothing, by its body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from . import chat, messages, speech, texts

type Body = Mapping[str, Any]
type Protocol = Callable[[Body, Mapping[str, Any]], dict[str, Any]]

_BY_PATH: tuple[tuple[str, Protocol], ...] = (
    ("/chat/completions", chat.chat),
    ("/completions", chat.completion),
    ("/messages", messages.messages),
    ("/embeddings", texts.embeddings),
    ("/moderations", texts.moderations),
    ("/rerank", texts.rerank),
    ("/audio/speech", speech.speak),
)
_BY_KEY: tuple[tuple[str, Protocol], ...] = (
    ("messages", chat.chat),
    ("documents", texts.rerank),
    ("prompt", chat.completion),
    ("input", texts.embeddings),
)
_MODELS = ("scripted-model", "scripted-other")


def route(request: Mapping[str, Any], scenario: Mapping[str, Any]) -> dict[str, Any]:
    """The answer, as recordings write it; 404 for what no protocol here asks for."""
    path = urlsplit(request["url"]).path.rstrip("/")
    if request["method"] == "GET":
        return _models(path)
    if path.endswith(("/audio/transcriptions", "/audio/translations")):
        return speech.transcribe(request["body"])
    body = request["body"] if isinstance(request["body"], dict) else {}
    named = (protocol for end, protocol in _BY_PATH if path.endswith(end))
    guessed = (protocol for key, protocol in _BY_KEY if key in body)
    found = next(named, None) or next(guessed, None)
    if found is None:
        message = f"Scripted: nothing answers {request['method']} {path}"
        return {
            "status": 404,
            "json": {"error": {"message": message, "type": "invalid_request_error", "code": "route"}},
        }
    return found(body, scenario)


def _models(path: str) -> dict[str, Any]:
    if path.endswith("/models"):
        return {"json": {"object": "list", "data": [{"id": name, "object": "model"} for name in _MODELS]}}
    return {"json": {"id": path.rsplit("/", 1)[-1], "object": "model", "status": "ok"}}
