"""Transcription against a socket."""

from __future__ import annotations

import io
from email import message_from_bytes
from typing import Any

import pytest
from dify_plugin.errors.model import (
    CredentialsValidateFailedError,
    InvokeBadRequestError,
    InvokeServerUnavailableError,
)
from difyspec.runtime import bodies, speech2text

from tests.runtime.five import Transcription, credentials, described
from tests.support.loopback import Loopback, Request, answer

MP3 = b"ID3\x04\x00" + bytes(100)


def form(request: Request) -> dict[str, tuple[str | None, str | None, bytes]]:
    """(file name, content type, content) by field."""
    parsed = message_from_bytes(
        b"Content-Type: " + request.headers["content-type"].encode() + b"\r\n\r\n" + request.body
    )
    found = {}
    for part in parsed.get_payload():
        assert not isinstance(part, str)
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        name = str(part.get_param("name", header="content-disposition"))
        found[name] = (part.get_filename(), part.get("content-type"), content)
    return found


def test_the_file_is_named_by_its_content(server: Loopback) -> None:
    server.reply(answer(200, {"text": "hello"}))
    file = io.BytesIO(MP3)
    file.name = "/tmp/tmpabcdef.wav"
    assert described(Transcription).invoke("model", credentials(server), file) == "hello"
    assert server.requests[0].path == "/v1/audio/transcriptions"
    assert form(server.requests[0]) == {
        "model": (None, None, b"model"),
        "file": ("audio.mp3", "audio/mpeg", MP3),
    }


def test_the_media_type_may_be_left_out(server: Loopback) -> None:
    server.reply(answer(200, {"text": "hello"}))
    model = described(Transcription)
    model.settings = speech2text.Options(content_type=False)
    model.invoke("model", credentials(server), io.BytesIO(MP3))
    assert form(server.requests[0])["file"] == ("audio.mp3", None, MP3)


def test_steps_add_fields(server: Loopback) -> None:
    server.reply(answer(200, {"text": "hello"}))
    model = described(Transcription)

    def steps(body: bodies.Body) -> None:
        body.set("language", "zh")
        body.set("prompt", None)

    model.steps = steps
    model.settings = speech2text.Options(path="/listen")
    model.invoke("model", credentials(server), io.BytesIO(MP3))
    assert server.requests[0].path == "/v1/listen"
    assert {name: content for name, (_, _, content) in form(server.requests[0]).items() if name != "file"} == {
        "model": b"model",
        "language": b"zh",
    }


def test_the_whole_file_is_sent_again_when_tried_again(server: Loopback) -> None:
    server.reply(answer(503, {"detail": "loading"}), answer(200, {"text": "hello"}))
    found = described(Transcription).invoke("model", credentials(server, max_retries="2"), io.BytesIO(MP3))
    assert found == "hello"
    assert [form(request)["file"][2] for request in server.requests] == [MP3, MP3]


@pytest.mark.parametrize(
    ("content", "limit", "message"),
    [(b"", 25, "empty"), (bytes(1024 * 1024 + 1), 1, r"1\.0 MB; the model takes at most 1 MB")],
)
def test_what_cannot_be_sent_is_not(server: Loopback, content: bytes, limit: int, message: str) -> None:
    with pytest.raises(InvokeBadRequestError, match=message):
        described(Transcription, {"file_upload_limit": limit}).invoke("model", credentials(server), io.BytesIO(content))
    assert server.requests == []


def test_exactly_the_limit_is_sent(server: Loopback) -> None:
    server.reply(answer(200, {"text": ""}))
    model = described(Transcription, {"file_upload_limit": "1"})
    assert model.invoke("model", credentials(server), io.BytesIO(bytes(1024 * 1024))) == ""


@pytest.mark.parametrize("wrong", [{}, {"text": None}, {"text": ["a"]}, [], "a page"])
def test_an_answer_without_text_is_a_failure(server: Loopback, wrong: Any) -> None:
    server.reply(answer(200, wrong))
    with pytest.raises(InvokeServerUnavailableError):
        described(Transcription).invoke("model", credentials(server), io.BytesIO(MP3))


def test_validation_sends_sound(server: Loopback) -> None:
    server.reply(answer(200, {"text": ""}))
    model = described(Transcription, {"file_upload_limit": 25})
    model.validate_credentials("model", credentials(server))
    name, kind, content = form(server.requests[0])["file"]
    assert (name, kind, content[:4], len(content)) == ("audio.mp3", "audio/mpeg", b"\xff\xf3\xe4d", 218_880)
    server.reply(answer(401, {"detail": "no"}))
    with pytest.raises(CredentialsValidateFailedError):
        model.validate_credentials("model", credentials(server))
