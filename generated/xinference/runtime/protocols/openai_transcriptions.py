"""``openai.transcriptions``: a recording in, its text out."""

from __future__ import annotations

from .. import answers, calls, errors
from ..values import first


def transcribe[C, F](call: calls.TranscribeCall[C, F], audio: calls.Audio) -> str:
    """The text that was spoken, possibly empty. Raises errors.Failure, also for an answer without text."""
    fields = {"model": call.model.wire_name, **call.body}
    files = {"file": (audio.filename, audio.file.read(), audio.mime)}
    text = answers.one(call.http.form(first(call.path, "/audio/transcriptions"), fields, files), "text")
    if not isinstance(text, str):
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no text")
    return text
