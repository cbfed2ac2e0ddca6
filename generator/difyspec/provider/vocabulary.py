"""Words of Dify's declarations that both of its loaders take, and that more than one phase needs to know.

Sources: ``entities/model`` of the SDK (dify_plugin 0.10) and ``pkg/entities`` of the daemon. What only one of the two
knows stands in ``loaders/<loader>/vocabulary.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

from difyspec.provider.values import Kind

PROPERTIES: Mapping[str, Kind | None] = {
    "mode": Kind.TEXT,
    "context_size": Kind.INT,
    "max_chunks": Kind.INT,
    "file_upload_limit": Kind.INT,
    "supported_file_extensions": Kind.TEXT,
    "max_characters_per_chunk": Kind.INT,
    "default_voice": Kind.TEXT,
    "voices": None,
    "word_limit": Kind.INT,
    "audio_type": Kind.TEXT,
    "max_workers": Kind.INT,
}
"""The properties of models with the kind of their values (None: a list of maps), in the order of writing."""

MODES = ("chat", "completion")
"""The modes of language models."""

PREDEFINED = "predefined-model"
CUSTOMIZABLE = "customizable-model"
METHODS = (PREDEFINED, CUSTOMIZABLE)
"""How models come to be: they are declared, or users add them."""

UNITS = {"1": "1", "1K": "0.001", "10K": "0.0001", "100K": "0.00001", "1M": "0.000001"}
"""How many tokens or characters a price is for, in a word, and the factor that Dify multiplies with."""
UNIT_WORDS: Mapping[str, str] = {factor: word for word, factor in UNITS.items()}

FORM_TYPES = ("text-input", "secret-input", "select", "radio", "switch")
PARAMETER_TYPES = ("float", "int", "string", "boolean", "text")
ARCHITECTURES = ("amd64", "arm64")
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
