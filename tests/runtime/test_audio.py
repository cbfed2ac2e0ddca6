"""Recordings are named by what they are."""

import io

import pytest
from difyspec.runtime import audio


@pytest.mark.parametrize(
    ("start", "kind", "mime"),
    [
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "wav", "audio/x-wav"),
        (b"ID3\x04\x00", "mp3", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "mp3", "audio/mpeg"),
        (b"\xff\xf3\x90\x00", "mp3", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "aac", "audio/aac"),
        (b"fLaC\x00", "flac", "audio/flac"),
        (b"OggS\x00", "ogg", "audio/ogg"),
        (b"\x00\x00\x00\x20ftypM4A ", "m4a", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypisom", "mp4", "video/mp4"),
        (b"\x1a\x45\xdf\xa3\x01", "webm", "audio/webm"),
        (b"#!AMR\n", "amr", "audio/amr"),
        (b"FORM\x00\x00\x00\x00AIFF", "aiff", "audio/aiff"),
        (b"nothing known", "mp3", "audio/mpeg"),
        (b"", "mp3", "audio/mpeg"),
    ],
)
def test_the_first_bytes_decide(start: bytes, kind: str, mime: str) -> None:
    recording = audio.read(io.BytesIO(start))
    assert (recording.filename, recording.mime) == (f"audio.{kind}", mime)
    assert audio.size(recording) == len(start)
    assert recording.file.read() == start
