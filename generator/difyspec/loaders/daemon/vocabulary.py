"""The closed vocabularies of the daemon, as far as they are its own."""

from __future__ import annotations

# pkg/entities/plugin_entities/model_declaration.go: two types more than the SDK.
MODEL_TYPES = (
    "llm",
    "text-embedding",
    "rerank",
    "speech2text",
    "moderation",
    "tts",
    "text2img",
    "multimodal-embedding",
    "multimodal-rerank",
)
# Everything a plugin can be; a model provider is nothing else (plugin_declaration.go, ManifestValidate).
KINDS = ("tools", "models", "endpoints", "agent_strategies", "datasources", "triggers")
