"""One call of each model type, with what it has to come to when the scripted server answers."""

from __future__ import annotations

import io
from typing import Any

from dify_plugin.entities.model.llm import LLMResult
from dify_plugin.entities.model.message import PromptMessage, UserPromptMessage
from dify_plugin.errors.model import InvokeError

from . import answers
from .expected import Expected
from .plugin import Plugin
from .scripted_server import ScriptedServer

_MESSAGES: list[PromptMessage] = [UserPromptMessage(content="Say hello.")]
_DOCUMENTS = ["A bicycle has two wheels.", "Apples grow on trees.", "Saturn is known for its rings."]
# A tenth of a second of silence.
_SOUND = (
    b"RIFF\x64\x06\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00"
    b"data\x40\x06\x00\x00" + bytes(1600)
)


class UnscriptedError(Exception):
    """A hook asked for something that the scripted server does not speak, or nobody by the plugin's own client."""


def call(plugin: Plugin, expected: Expected, server: ScriptedServer) -> None:
    """Calls a model of the type and checks the result. Raises `UnscriptedError` or what the SDK raises."""
    server.described = expected.described
    try:
        attempt(plugin, expected)
    except InvokeError as error:
        if not expected.served and is_unscripted(server) and not _is_mistake(error):
            raise UnscriptedError(", ".join(server.unknown) or str(error)) from None
        raise


def attempt(plugin: Plugin, expected: Expected) -> None:
    """The same; raises what the SDK raises."""
    calls = {
        "llm": _chat,
        "text-embedding": _embed,
        "rerank": _rerank,
        "speech2text": _transcribe,
        "tts": _speak,
        "moderation": _moderate,
    }
    calls[expected.type](plugin.model(expected.type), expected.model, dict(expected.credentials or {}))


def is_unscripted(server: ScriptedServer) -> bool:
    """Whether the server was asked for what it does not speak, or not at all."""
    return bool(server.unknown) or not server.paths


def _is_mistake(error: BaseException) -> bool:
    """Whether a hook failed by itself, asking nobody: a name that there is not, or values of other types."""
    behind: list[BaseException] = [error]
    for one in behind:
        if isinstance(one, AttributeError | NameError | TypeError):
            return True
        causes = (one.__cause__, one.__context__)
        behind += [cause for cause in causes if cause is not None and all(cause is not each for each in behind)]
    return False


def _chat(llm: Any, model: str, credentials: dict[str, Any]) -> None:
    answer = llm.invoke(model, credentials, list(_MESSAGES), {}, None, None, False, "user-1")
    chunks = [answer] if isinstance(answer, LLMResult) else list(answer)
    assert "".join(_said(chunk) for chunk in chunks) == answers.TEXT
    stream(llm, model, credentials)
    assert llm.get_num_tokens(model, credentials, list(_MESSAGES), []) > 0


def stream(llm: Any, model: str, credentials: dict[str, Any]) -> None:
    """Asks for a stream: the whole text, and exactly one last chunk with usage and the reason for the end."""
    chunks = list(llm.invoke(model, credentials, list(_MESSAGES), {}, None, None, True, "user-1"))
    assert "".join(_said(chunk) for chunk in chunks) == answers.TEXT
    last = [chunk for chunk in chunks if chunk.delta.finish_reason]
    assert last == chunks[-1:]
    assert last[0].delta.usage.prompt_tokens == answers.PROMPT_TOKENS
    assert last[0].delta.usage.completion_tokens == answers.COMPLETION_TOKENS
    assert all(chunk.delta.usage is None for chunk in chunks[:-1])


def _said(chunk: Any) -> str:
    message = chunk.message if isinstance(chunk, LLMResult) else chunk.delta.message
    return str(message.content or "")


def _embed(embedding: Any, model: str, credentials: dict[str, Any]) -> None:
    texts = ["a", "three words here"]
    result = embedding.invoke(model, credentials, list(texts), "user-1")
    assert len(result.embeddings) == len(texts)
    # Prefixes may lengthen what is sent, so only the order is certain.
    assert result.embeddings[0][0] < result.embeddings[1][0]
    assert all(tokens > 0 for tokens in embedding.get_num_tokens(model, credentials, list(texts)))


def _rerank(reranker: Any, model: str, credentials: dict[str, Any]) -> None:
    result = reranker.invoke(model, credentials, "Which planet has wide rings?", list(_DOCUMENTS), None, 2, "user-1")
    assert [document.index for document in result.docs] == [2, 1]
    assert [document.text for document in result.docs] == _DOCUMENTS[:0:-1]


def _transcribe(speech2text: Any, model: str, credentials: dict[str, Any]) -> None:
    file = io.BytesIO(_SOUND)
    file.name = "sound.wav"
    assert speech2text.invoke(model, credentials, file, "user-1") == answers.TEXT


def _speak(tts: Any, model: str, credentials: dict[str, Any]) -> None:
    sound = tts.invoke(model, "tenant-1", credentials, "Say hello.", "", "user-1")
    assert b"".join(sound) == answers.AUDIO


def _moderate(moderation: Any, model: str, credentials: dict[str, Any]) -> None:
    assert moderation.invoke(model, credentials, "nice weather", "user-1") is False
    assert moderation.invoke(model, credentials, f"an {answers.FLAGGED}", "user-1") is True
