"""Calls of models that hear or speak."""

from __future__ import annotations

import base64
import struct
from typing import Any

from difyspec.conform.against.case import BLOCK_ERRORS, USER, Call, failing
from difyspec.conform.against.declared import Model

_RATE, _SAMPLES = 8000, 800
_ERRORS = tuple(one for one in BLOCK_ERRORS if one != "empty_json")
_SENTENCE = "The fog lifts slowly over the quiet fjord. "


def transcription(_: Model, *, whole: bool) -> list[Call]:
    """Calls of a model that hears: a short sound."""
    heard = {"file": {"name": "sound.wav", "base64": base64.b64encode(_sound()).decode()}}
    found = [Call("a sound", heard)]
    return [*found, Call("user", {**heard, "user": USER}), *failing("fails", BLOCK_ERRORS, heard)] if whole else found


def speech(model: Model, *, whole: bool) -> list[Call]:
    """Calls of a model that speaks: each of two voices, unknown ones, a text of several pieces."""
    voices = [str(one.get("mode")) for one in model.property("voices", None) or () if isinstance(one, dict)]
    first = str(model.property("default_voice", None) or next(iter(voices), "alloy"))
    other = next((one for one in voices if one != first), first)
    limit = model.property("word_limit", 0)
    long: Any = {"repeat": [_SENTENCE, min(max(int(limit or 500) * 2 // len(_SENTENCE), 3), 200)], "tail": "End."}
    usual = {"text": "Hello.", "voice": first}
    found = [
        Call("its voice", usual),
        Call("another voice", {**usual, "voice": other}),
        Call("a long text", {"text": long, "voice": first}),
    ]
    if not whole:
        return found
    return [
        *found,
        Call("an unknown voice", {**usual, "voice": "nobody"}),
        Call("no voice", {**usual, "voice": ""}),
        Call("user", {**usual, "user": USER}),
        Call("its voices", {"list_voices": True}),
        Call("its voices in English", {"list_voices": True, "language": "en-US"}),
        *failing("fails", _ERRORS, usual),
    ]


def _sound() -> bytes:
    """A tenth of a second as WAV, 16 bit mono."""
    samples = b"".join(struct.pack("<h", (number * 53) % 3000 - 1500) for number in range(_SAMPLES))
    head = struct.pack("<4sI8s", b"RIFF", 36 + len(samples), b"WAVEfmt ")
    form = struct.pack("<IHHIIHH", 16, 1, 1, _RATE, 2 * _RATE, 2, 16)
    return head + form + struct.pack("<4sI", b"data", len(samples)) + samples
