"""One call of a plugin, by model type: arguments as a recording writes them in, a plain result out."""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from .plain import plain, schema, usage
from .plugin import Plugin
from .spoken import Spoken

TENANT = "tenant-golden"
_DECIMALS, _FIRST_NUMBERS = 6, 4

type Case = Mapping[str, Any]


def call(plugin: Plugin, case: Case, credentials: dict[str, Any], spoken: Spoken) -> dict[str, Any]:
    """Carries out a case; `spoken` gathers what a language model says until it fails. Raises what the plugin raises."""
    if case["action"] == "validate_provider":
        plugin.provider.validate_provider_credentials(credentials)
        return {}
    model = plugin.model(case["model_type"])
    if case["action"] == "validate_model":
        model.validate_credentials(case["model"], credentials)
        return {}
    if case["action"] == "custom_schema":
        return {"schema": schema(model.get_customizable_model_schema_from_credentials(case["model"], credentials))}
    if case["model_type"] == "llm":
        return _chat(model, case, credentials, spoken)
    return _INVOKE[case["model_type"]](model, case["model"], credentials, case["args"])


def _chat(model: Any, case: Case, credentials: dict[str, Any], spoken: Spoken) -> dict[str, Any]:
    asked = case["args"]
    tool = import_module("dify_plugin.entities.model.message").PromptMessageTool
    answer = model.invoke(
        case["model"],
        credentials,
        [_message(one) for one in asked["prompt_messages"]],
        asked.get("model_parameters") or {},
        [tool(**one) for one in asked["tools"]] if asked.get("tools") else None,
        asked.get("stop"),
        asked.get("stream", True),
        asked.get("user"),
    )
    for chunk in [answer.to_llm_result_chunk()] if hasattr(answer, "to_llm_result_chunk") else answer:
        spoken.add(chunk)
    return spoken.result()


_ROLES = {
    "user": "UserPromptMessage",
    "assistant": "AssistantPromptMessage",
    "system": "SystemPromptMessage",
    "developer": "DeveloperPromptMessage",
    "tool": "ToolPromptMessage",
}


def _message(message: Mapping[str, Any]) -> Any:
    entities = import_module("dify_plugin.entities.model.message")
    return getattr(entities, _ROLES[message["role"]])(**message)


def _embed(model: Any, name: str, credentials: dict[str, Any], asked: Case) -> dict[str, Any]:
    purpose = import_module("dify_plugin.entities.model").EmbeddingInputType(asked.get("input_type", "document"))
    if "documents" in asked:
        document = import_module("dify_plugin.entities.model.text_embedding").MultiModalContent
        documents = [document(**one) for one in asked["documents"]]
        made = model.invoke_multimodal(name, credentials, documents, asked.get("user"), purpose)
    else:
        texts = [expanded(text) for text in asked["texts"]]
        made = model.invoke(name, credentials, texts, asked.get("user"), purpose)
    vectors = made.embeddings
    return {
        "count": len(vectors),
        "dims": sorted({len(vector) for vector in vectors}),
        "embeddings": [[round(number, _DECIMALS) for number in vector[:_FIRST_NUMBERS]] for vector in vectors],
        "usage": usage(made.usage),
        "model": made.model,
    }


def _rerank(model: Any, name: str, credentials: dict[str, Any], asked: Case) -> dict[str, Any]:
    threshold, most = asked.get("score_threshold"), asked.get("top_n")
    made = model.invoke(name, credentials, asked["query"], list(asked["docs"]), threshold, most, asked.get("user"))
    docs = [{"index": one.index, "text": one.text, "score": round(one.score, _DECIMALS)} for one in made.docs]
    return {"docs": docs, "model": made.model}


def _transcribe(model: Any, name: str, credentials: dict[str, Any], asked: Case) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, asked["file"]["name"])
        path.write_bytes(base64.b64decode(asked["file"]["base64"]))
        with path.open("rb") as file:
            return {"transcript": model.invoke(name, credentials, file, asked.get("user"))}


def _speak(model: Any, name: str, credentials: dict[str, Any], asked: Case) -> dict[str, Any]:
    if asked.get("list_voices"):
        return {"voices": plain(model.get_tts_model_voices(name, credentials, asked.get("language")))}
    text = expanded(asked["text"])
    made = model.invoke(name, TENANT, credentials, text, asked.get("voice"), asked.get("user"))
    audio = made if isinstance(made, bytes) else b"".join(bytes(piece) for piece in made)
    return {"audio_len": len(audio), "audio_sha256": hashlib.sha256(audio).hexdigest()}


def _moderate(model: Any, name: str, credentials: dict[str, Any], asked: Case) -> dict[str, Any]:
    return {"flagged": model.invoke(name, credentials, expanded(asked["text"]), asked.get("user"))}


_INVOKE: dict[str, Callable[[Any, str, dict[str, Any], Case], dict[str, Any]]] = {
    "text_embedding": _embed,
    "rerank": _rerank,
    "speech2text": _transcribe,
    "tts": _speak,
    "moderation": _moderate,
}


def expanded(text: Any) -> str:
    """A text; ``{"repeat": [text, times], "tail": text}`` stands for a long one."""
    if isinstance(text, str):
        return text
    piece, times = text["repeat"]
    return str(piece * times + text.get("tail", ""))
