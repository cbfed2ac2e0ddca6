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
