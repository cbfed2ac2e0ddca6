"""Recorded speech: what a file is, by its first bytes, and a second of sound to try a server with."""

from __future__ import annotations

import io
import math
import struct
from typing import IO

from .calls import Audio

_RATE = 16_000

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


def demo() -> Audio:
    """One second of a sung "ah", so that servers that skip silence have something to listen to (WAV, 16 kHz mono)."""
    samples = struct.pack(f"<{_RATE}h", *(_sample(number / _RATE) for number in range(_RATE)))
    header = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, 1, _RATE, 2 * _RATE, 2, 16, b"data", len(samples)),
    )
    return read(io.BytesIO(header + samples))


def _sample(second: float) -> int:
    """Harmonics of 120 Hz, strongest near 700 and 1100 Hz as in the vowel, swelling and fading once a second."""
    wave = sum(_strength(120 * number) * math.sin(math.tau * 120 * number * second) for number in range(1, 16))
    return int(4000 * math.sin(math.pi * second) * wave)


def _strength(frequency: int) -> float:
    return sum(1 / (1 + ((frequency - peak) / 120) ** 2) for peak in (700, 1100))
