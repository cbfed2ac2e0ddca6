"""The closed vocabularies of the daemon."""

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
METHODS = ("predefined-model", "customizable-model")
FORM_TYPES = ("text-input", "secret-input", "select", "radio", "switch")
PARAMETER_TYPES = ("float", "int", "string", "boolean", "text")
ARCHITECTURES = ("amd64", "arm64")
# pkg/entities/manifest_entities/tags.go
TAGS = (
    "search",
    "image",
    "videos",
    "weather",
    "finance",
    "design",
    "travel",
    "social",
    "news",
    "medical",
    "productivity",
    "education",
    "business",
    "entertainment",
    "utilities",
    "agent",
    "rag",
    "other",
    "trigger",
)
# Everything a plugin can be; a model provider is nothing else (plugin_declaration.go, ManifestValidate).
KINDS = ("tools", "models", "endpoints", "agent_strategies", "datasources", "triggers")
