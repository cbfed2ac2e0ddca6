"""Recorded speech: what a file is, by its first bytes."""

from __future__ import annotations

import io
from typing import IO

from .calls import Audio

_MIMES = {
    "aac": "audio/aac",
    "aiff": "audio/aiff",
    "amr": "audio/amr",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/x-wav",
    "webm": "audio/webm",
    "wma": "audio/x-ms-wma",
}
_STARTS = (
    (b"fLaC", "flac"),
    (b"OggS", "ogg"),
    (b"ID3", "mp3"),
    (b"\x1a\x45\xdf\xa3", "webm"),
    (b"#!AMR", "amr"),
    (b"\x30\x26\xb2\x75", "wma"),
)


def read(file: IO[bytes]) -> Audio:
    """The recording in an open file, in memory; its content decides its name, whatever the file is called."""
    content = file.read()
    kind = extension(content) or "mp3"
    return Audio(io.BytesIO(content), f"audio.{kind}", _MIMES[kind])


def size(audio: Audio) -> int:
    """The length of a recording in bytes."""
    here = audio.file.tell()
    end = audio.file.seek(0, io.SEEK_END)
    audio.file.seek(here)
    return end


def extension(content: bytes) -> str | None:
    """The usual file extension for the content, None where it is not recognised."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "wav"
    if content[:4] == b"FORM" and content[8:12] in (b"AIFF", b"AIFC"):
        return "aiff"
    if content[4:8] == b"ftyp":
        return "m4a" if content[8:12] in (b"M4A ", b"M4B ") else "mp4"
    if len(content) > 1 and content[0] == 0xFF and content[1] & 0xE0 == 0xE0:
        return "aac" if content[1] & 0xF6 == 0xF0 else "mp3"  # an MPEG frame: layer 0 is AAC in ADTS
    return None
