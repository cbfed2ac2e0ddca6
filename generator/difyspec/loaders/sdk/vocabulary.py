"""The closed vocabularies of the SDK (dify_plugin 0.10, entities/model/schema.py and entities/model/provider.py)."""

from __future__ import annotations

MODEL_TYPES = ("llm", "text-embedding", "rerank", "speech2text", "moderation", "tts", "text2img")
FEATURES = (
    "tool-call",
    "multi-tool-call",
    "agent-thought",
    "vision",
    "stream-tool-call",
    "document",
    "video",
    "audio",
    "structured-output",
    "polling",
)
PROPERTIES = (
    "mode",
    "context_size",
    "max_chunks",
    "file_upload_limit",
    "supported_file_extensions",
    "max_characters_per_chunk",
    "default_voice",
    "voices",
    "word_limit",
    "audio_type",
    "max_workers",
)
PARAMETER_TYPES = ("float", "int", "string", "boolean", "text")
METHODS = ("predefined-model", "customizable-model")
FORM_TYPES = ("text-input", "secret-input", "select", "radio", "switch")
ARCHITECTURES = ("amd64", "arm64")
