"""Speech against a socket: voices, pieces, order, and what happens when the listener leaves."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import gevent  # type: ignore[import-untyped, unused-ignore]
import pytest
from dify_plugin.errors.model import (
    CredentialsValidateFailedError,
    InvokeAuthorizationError,
    InvokeConnectionError,
    InvokeError,
    InvokeServerUnavailableError,
)
from difyspec.runtime import calls, errors, tts

from tests.runtime.five import Speech, credentials, described
from tests.support.loopback import Loopback, Reply, Request, answer, stream

VOICES = [
    {"name": "Anna", "mode": "anna", "language": ["en-US", "fr-FR"]},
    {"name": "Bo", "mode": "bo", "language": ["zh-Hans"]},
]
MODEL = {"voices": VOICES, "default_voice": "bo", "audio_type": "mp3", "word_limit": 12, "max_workers": 1}


def audio(*parts: Any) -> Reply:
    return stream(*parts, content_type="audio/mpeg")


def echo(request: Request) -> Reply:
    """Audio that is the text asked for."""
    return audio(request.json["input"].encode())


def soon(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 2
    while not condition():
        assert time.monotonic() < until
        gevent.sleep(0.01)


def spoken(model: Speech, server: Loopback, text: str, voice: str = "anna") -> Iterator[bytes]:
    found = model.invoke("model", "tenant", credentials(server), text, voice)
    assert not isinstance(found, bytes)
    return found


def test_the_request_is_what_the_sdk_would_send(server: Loopback) -> None:
    server.reply(echo)
    assert b"".join(spoken(described(Speech, MODEL), server, "Hi there.")) == b"Hi there."
    assert server.requests[0].path == "/v1/audio/speech"
    assert server.requests[0].json == {
        "model": "model",
        "input": "Hi there.",
        "voice": "anna",
        "response_format": "mp3",
    }


@pytest.mark.parametrize("workers", [1, 3])
def test_long_texts_are_spoken_in_pieces_and_in_order(server: Loopback, workers: int) -> None:
    def reply(request: Request) -> Reply:
        slow = 0.05 if request.json["input"].startswith("One") else 0.0
        return audio(slow, request.json["input"].encode())

    server.reply(reply)
    model = described(Speech, {**MODEL, "max_workers": workers})
    assert b"".join(spoken(model, server, "One two. Three. Four five six. ")) == b"One two. Three. Four five six. "
    assert sorted(request.json["input"] for request in server.requests) == [
        " Four five ",
        " Three.",
        "One two.",
        "six. ",
    ]


def test_several_at_once_never_more_than_asked(server: Loopback) -> None:
    lock, now, most = threading.Lock(), 0, 0
    barrier = threading.Barrier(2)

    def reply(request: Request) -> Reply:
        def parts() -> Iterator[Any]:
            nonlocal now, most
            with lock:
                now += 1
                most = max(most, now)
            barrier.wait(5)
            yield request.json["input"].encode()
            with lock:
                now -= 1

        return Reply(200, {"Content-Type": "audio/mpeg"}, parts())

    server.reply(reply)
    model = described(Speech, MODEL)
    model.settings = tts.Options(workers=2, word_limit=5)
    assert b"".join(spoken(model, server, "One. Two. Six. Ten.")) == b"One. Two. Six. Ten."
    assert most == 2


def test_audio_arrives_before_the_answer_ends(server: Loopback) -> None:
    gate = threading.Event()
    server.reply(audio(b"first", gate, b"second"))
    sound = spoken(described(Speech, MODEL), server, "Hi.")
    assert next(sound) == b"first"
    assert not gate.is_set()
    gate.set()
    assert b"".join(sound) == b"second"


@pytest.mark.parametrize("workers", [1, 3])
def test_everything_is_closed_when_the_listener_leaves(server: Loopback, workers: int) -> None:
    left = []

    def reply(request: Request) -> Reply:
        def parts() -> Iterator[Any]:
            try:
                yield b"first"
                yield 4.0
                yield b"late"
            finally:
                left.append(request.json["input"])

        return Reply(200, {"Content-Type": "audio/mpeg"}, parts())

    server.reply(reply)
    sound = spoken(described(Speech, {**MODEL, "max_workers": workers}), server, "One two. Three. Four five. Six six.")
    assert next(sound) == b"first"
    soon(lambda: len(server.requests) == workers)
    sound.close()  # type: ignore[attr-defined]
    soon(lambda: len(left) == workers)
    assert len(server.requests) == workers


@pytest.mark.parametrize(
    ("asked", "used"), [("anna", "anna"), ("", "bo"), ("  ", "bo"), ("nobody", "bo"), (None, "bo"), ("Anna", "bo")]
)
def test_a_voice_that_is_not_known_gives_way(server: Loopback, asked: Any, used: str) -> None:
    server.reply(echo)
    list(spoken(described(Speech, MODEL), server, "Hi.", asked))
    assert server.requests[0].json["voice"] == used


def test_without_a_default_the_first_voice_without_voices_any(server: Loopback) -> None:
    server.reply(echo)
    list(spoken(described(Speech, {"voices": VOICES}), server, "Hi.", "nobody"))
    list(spoken(described(Speech, {}), server, "Hi.", "nobody"))
    list(spoken(described(Speech, {"default_voice": "x"}), server, "Hi.", ""))
    assert [request.json["voice"] for request in server.requests] == ["anna", "nobody", "x"]
    assert all("response_format" not in request.json for request in server.requests)


@pytest.mark.parametrize(
    ("language", "values"),
    [(None, ["anna", "bo"]), ("fr-FR", ["anna"]), ("zh-Hans", ["bo"]), ("ja-JP", ["anna", "bo"])],
)
def test_voices_are_listed_by_language(server: Loopback, language: str | None, values: list[str]) -> None:
    found = described(Speech, MODEL).get_tts_model_voices("model", credentials(server), language)
    assert found is not None
    assert [voice["value"] for voice in found] == values
    assert server.requests == []


def test_a_model_without_voices_lists_none(server: Loopback) -> None:
    assert described(Speech, {}).get_tts_model_voices("model", credentials(server)) is None


def test_voices_may_come_from_a_hook(server: Loopback) -> None:
    class Hooked(Speech):
        def voices(self, call: Any, language: str | None) -> list[calls.Voice]:
            return [calls.Voice(f"Voice of {call.model.name}", "own"), calls.Voice("Cléo", "cleo", ("fr-FR",))]

    server.reply(echo)
    model = described(Hooked, MODEL)
    assert model.get_tts_model_voices("model", credentials(server), "en-US") == [
        {"name": "Voice of model", "value": "own"}
    ]
    list(spoken(model, server, "Hi.", "cleo"))
    list(spoken(model, server, "Hi.", "anna"))
    assert [request.json["voice"] for request in server.requests] == ["cleo", "bo"]


@pytest.mark.parametrize(
    ("asked", "lists", "used"), [("bo", 0, "bo"), ("", 0, "bo"), ("cleo", 1, "cleo"), ("anna", 1, "bo")]
)
def test_voices_are_asked_for_only_if_something_depends_on_them(
    server: Loopback, asked: str, lists: int, used: str
) -> None:
    listed = []

    class Hooked(Speech):
        def voices(self, call: Any, language: str | None) -> list[calls.Voice]:
            listed.append(language)
            return [calls.Voice("Cléo", "cleo")]

    server.reply(echo)
    list(spoken(described(Hooked, MODEL), server, "Hi.", asked))
    assert len(listed) == lists
    assert server.requests[0].json["voice"] == used


@pytest.mark.parametrize(("asked", "used"), [("anna", "anna"), ("", "")])
def test_a_list_of_voices_that_cannot_be_had_keeps_nobody_from_speaking(
    server: Loopback, asked: str, used: str
) -> None:
    class Hooked(Speech):
        def voices(self, call: Any, language: str | None) -> list[calls.Voice]:
            raise errors.Failure(errors.SERVER_UNAVAILABLE, "no list today")

    server.reply(echo)
    list(spoken(described(Hooked, {}), server, "Hi.", asked))
    assert server.requests[0].json["voice"] == used


def test_no_words_no_request(server: Loopback) -> None:
    assert list(spoken(described(Speech, MODEL), server, " \n ")) == []
    assert server.requests == []


@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (answer(401, {"error": {"message": "no"}}), InvokeAuthorizationError),
        (answer(200, {"error": {"message": "no", "code": "invalid_api_key"}}), InvokeAuthorizationError),
        (answer(200, {"audio": "none"}), InvokeServerUnavailableError),
        (answer(200, "<html>proxy</html>"), InvokeServerUnavailableError),
        (audio(), InvokeServerUnavailableError),
        (audio(b"first", None), InvokeConnectionError),
    ],
)
def test_failures_are_named(server: Loopback, reply: Reply, kind: type[InvokeError], workers: int) -> None:
    server.reply(reply)
    sound = spoken(described(Speech, {**MODEL, "max_workers": workers}), server, "One two. Three. Four five six.")
    with pytest.raises(kind, match="Sample Models"):
        list(sound)


def test_validation_takes_audio(server: Loopback) -> None:
    model = described(Speech, MODEL)
    server.reply(audio(b"sound", 0.01, b"more"))
    model.validate_credentials("model", credentials(server))
    assert server.requests[0].json["voice"] == "bo"
    for wrong in (answer(401, {"detail": "no"}), answer(200, {"ok": True}), audio()):
        server.reply(wrong)
        with pytest.raises(CredentialsValidateFailedError, match="Sample Models"):
            model.validate_credentials("model", credentials(server))


def test_validation_of_a_hook_that_says_nothing(server: Loopback) -> None:
    model = described(Speech, MODEL)
    model.how = lambda *_: iter(())
    with pytest.raises(CredentialsValidateFailedError, match="no audio"):
        model.validate_credentials("model", credentials(server))
