"""``openai.speech``: a text in, audio out."""

from __future__ import annotations

from collections.abc import Iterator

from .. import calls
from ..values import first


def speak[C, F](call: calls.SpeakCall[C, F], text: str, voice: str, format: str | None) -> Iterator[bytes]:
    """The audio as it comes. Raises errors.Failure, also for an answer that is text or empty."""
    body = {"model": call.model.wire_name, "input": text, "voice": voice, "response_format": format, **call.body}
    if format is None and "response_format" not in call.body:
        del body["response_format"]
    return call.http.audio(first(call.path, "/audio/speech"), body)
