"""How people call the model types."""

from __future__ import annotations

from difyspec.provider.models import ModelType

TITLES = {
    ModelType.LLM: "Large language models",
    ModelType.TEXT_EMBEDDING: "Text embedding models",
    ModelType.RERANK: "Rerank models",
    ModelType.SPEECH2TEXT: "Speech-to-text models",
    ModelType.TTS: "Text-to-speech models",
    ModelType.MODERATION: "Moderation models",
}

# What a call of a type carries to the server.
_SENT = {
    ModelType.LLM: "the messages of the conversation, with the files and tool descriptions attached to them",
    ModelType.TEXT_EMBEDDING: "the texts to embed",
    ModelType.RERANK: "the query and the documents to sort",
    ModelType.SPEECH2TEXT: "the audio to transcribe",
    ModelType.TTS: "the text to speak",
    ModelType.MODERATION: "the text to check",
}


def sent(type_: ModelType, *, media: bool) -> str:
    """What a call of a type carries to the server; `media`: some models take images beside texts."""
    return f"{_SENT[type_]}, and images where a model takes them" if media else _SENT[type_]


def title(type_: ModelType) -> str:
    """The heading of a type."""
    return TITLES[type_]


def plural(type_: ModelType) -> str:
    """The type within a sentence."""
    return TITLES[type_][0].lower() + TITLES[type_][1:]
