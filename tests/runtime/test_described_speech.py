"""``protocol: json`` for speech: what is asked, and audio that comes as it is, in base64 or in hex."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from dify_plugin.errors.model import InvokeServerUnavailableError
from difyspec.runtime import tts
from difyspec.runtime.protocols import json_mapping

from tests.runtime.five import Speech, credentials, described
from tests.support.loopback import Loopback, Reply, answer, stream

SOUND = b"ID3" + bytes(range(40))
MODEL = {"default_voice": "bo", "audio_type": "mp3", "word_limit": 12}


def speaking(**described_: str) -> type[Speech]:
    class Described(Speech):
        def protocol(self, call: Any) -> tts.Protocol:
            return json_mapping.speech(
                "/v1/tts", lambda spoken, voice, kind: {"say": {"text": spoken}, "by": voice, "as": kind}, **described_
            )

    return Described


def spoken(kind: type[Speech], server: Loopback, text: str = "Hi.") -> bytes:
    found = described(kind, MODEL).invoke("model", "tenant", credentials(server), text, "bo")
    assert not isinstance(found, bytes)
    return b"".join(found)


def test_audio_is_all_of_the_answer(server: Loopback) -> None:
    server.reply(Reply(200, {"Content-Type": "audio/mpeg"}, (SOUND[:9], SOUND[9:])))
    assert spoken(speaking(), server) == SOUND
    (made,) = server.requests
    assert made.path.endswith("/v1/tts")
    assert made.json == {"say": {"text": "Hi."}, "by": "bo", "as": "mp3"}


@pytest.mark.parametrize(
    "written",
    [
        base64.b64encode(SOUND).decode(),
        SOUND.hex(),
        SOUND.hex().upper(),
        "data:audio/mp3;base64," + base64.b64encode(SOUND).decode(),
    ],
)
def test_audio_stands_in_the_answer(server: Loopback, written: str) -> None:
    server.reply(answer(200, {"data": {"audio": written}}))
    assert spoken(speaking(audio="data.audio"), server, "One two three. Four.") == SOUND * 2
    assert len(server.requests) == 2


@pytest.mark.parametrize("body", [{}, {"data": {"audio": ""}}, {"data": {"audio": "?!"}}, {"data": {"audio": 7}}])
def test_no_audio_is_a_failure(server: Loopback, body: dict[str, Any]) -> None:
    server.reply(answer(200, body))
    with pytest.raises(InvokeServerUnavailableError, match="no audio"):
        spoken(speaking(audio="data.audio"), server)


def test_a_text_in_place_of_audio_is_a_failure(server: Loopback) -> None:
    server.reply(stream(b'{"error": "no voice"}', content_type="application/json"))
    with pytest.raises(InvokeServerUnavailableError):
        spoken(speaking(), server)
