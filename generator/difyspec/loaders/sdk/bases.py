"""The classes of the SDK that a plugin derives from, under every name that they can be imported by.

Source: dify_plugin/__init__.py and interfaces/model/ of 0.5 to 0.10.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Base:
    """One class: what it makes of its subclasses; `root` where it is abstract itself and not counted by the loader."""

    kind: str
    root: bool


_PLACES = {
    "ModelProvider": (PROVIDER, True, ("dify_plugin.interfaces.model", "dify_plugin.interfaces.model.provider")),
    "LargeLanguageModel": ("llm", True, ("dify_plugin.interfaces.model.large_language_model",)),
    "TextEmbeddingModel": ("text-embedding", True, ("dify_plugin.interfaces.model.text_embedding_model",)),
    "RerankModel": ("rerank", True, ("dify_plugin.interfaces.model.rerank_model",)),
    "TTSModel": ("tts", True, ("dify_plugin.interfaces.model.tts_model",)),
    "Speech2TextModel": ("speech2text", True, ("dify_plugin.interfaces.model.speech2text_model",)),
    "ModerationModel": ("moderation", True, ("dify_plugin.interfaces.model.moderation_model",)),
    "OAICompatProvider": (PROVIDER, False, ("dify_plugin.interfaces.model.openai_compatible.provider",)),
    "OAICompatLargeLanguageModel": ("llm", False, ("dify_plugin.interfaces.model.openai_compatible.llm",)),
    "OAICompatEmbeddingModel": (
        "text-embedding",
        False,
        ("dify_plugin.interfaces.model.openai_compatible.text_embedding",),
    ),
    "OAICompatRerankModel": ("rerank", False, ("dify_plugin.interfaces.model.openai_compatible.rerank",)),
    "OAICompatText2SpeechModel": ("tts", False, ("dify_plugin.interfaces.model.openai_compatible.tts",)),
    "OAICompatSpeech2TextModel": (
        "speech2text",
        False,
        ("dify_plugin.interfaces.model.openai_compatible.speech2text",),
    ),
}
BASES: Mapping[str, Base] = {
    f"{place}.{name}": Base(kind, root)
    for name, (kind, root, places) in _PLACES.items()
    for place in ("dify_plugin", *places)
}
_MODEL = ("_invoke", "validate_credentials", "_invoke_error_mapping")
_COUNTING = ("_invoke", "get_num_tokens", "validate_credentials", "_invoke_error_mapping")
ABSTRACT: Mapping[str, tuple[str, ...]] = {
    PROVIDER: ("validate_provider_credentials",),
    "llm": _COUNTING,
    "text-embedding": _COUNTING,
    "rerank": _MODEL,
    "tts": _MODEL,
    "speech2text": _MODEL,
    "moderation": _MODEL,
}
