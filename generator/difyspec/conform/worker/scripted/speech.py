"""OpenAI's speech and transcriptions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from ..reply import described


def speak(body: Mapping[str, Any], scenario: Mapping[str, Any]) -> dict[str, Any]:
    """Bytes that begin as MP3 does and depend on text and voice."""
    del scenario
    seed = f"{body.get('input')}/{body.get('voice')}".encode("utf-8", "surrogatepass")
    return described(b"ID3" + hashlib.sha256(seed).digest() * 8)


def transcribe(form: Any) -> dict[str, Any]:
    """A text that names the size of the file and the model; plain where the form asks for text."""
    parts = {part.get("name"): part for part in form if isinstance(part, dict)} if isinstance(form, list) else {}
    model = (parts.get("model") or {}).get("text")
    text = f"{model} heard {(parts.get('file') or {}).get('len')} bytes."
    return {"text": text} if (parts.get("response_format") or {}).get("text") == "text" else {"json": {"text": text}}
