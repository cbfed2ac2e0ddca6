"""Every HTTP library sees the scripted server as it would see a real one."""

from __future__ import annotations

import pytest

from tests.conform.conftest import Ask

LIBRARIES = {
    "by_requests": ("ConnectionError", "ReadTimeout", "ChunkedEncodingError"),
    "by_httpx": ("ConnectError", "ReadTimeout", "RemoteProtocolError"),
    "by_urllib3": ("MaxRetryError", "ReadTimeoutError", "ProtocolError"),
}
"""What each raises when the connection is refused, the server is silent, and the stream breaks."""

OTHERS = {"by_async_httpx": ("ConnectError", "ReadTimeout"), "by_urllib": ("URLError", "TimeoutError")}
ANSWER = {"status": 200, "headers": {"content-type": "text/event-stream"}, "sse": [{"a": 1}, "[DONE]"]}


@pytest.mark.parametrize("library", [*LIBRARIES, *OTHERS])
def test_requests_are_kept_and_answered(ask: Ask, library: str) -> None:
    done = ask(library, ANSWER)
    assert done.outcome["result"]["text"] == '[200]data: {"a":1}\n\ndata: [DONE]\n\n'
    [exchange] = done.exchanges
    request = exchange["request"]
    assert (request["method"], request["url"]) == ("POST", "https://probe.example.test/v1/chat/completions")
    assert request["body"] == {"model": library, "text": "hi"}
    assert {"accept", *request["headers"]} == {"accept", "authorization", "content-type", "x-own"}
    assert exchange["response"] == ANSWER
    assert exchange["client"]["lib"] in library.removeprefix("by_async_").removeprefix("by_")


@pytest.mark.parametrize("library", LIBRARIES)
def test_events_arrive_one_by_one(ask: Ask, library: str) -> None:
    assert ask(library, ANSWER).outcome["result"]["n_chunks"] == 3


@pytest.mark.parametrize("library", [*LIBRARIES, "by_async_httpx"])
def test_statuses_are_seen(ask: Ask, library: str) -> None:
    done = ask(library, {"status": 429, "headers": {}, "json": {"error": "much"}})
    assert done.outcome["result"]["text"] == '[429]{"error":"much"}'


def test_urllib_raises_for_statuses(ask: Ask) -> None:
    done = ask("by_urllib", {"status": 429, "headers": {}, "json": {"error": "much"}})
    assert (done.outcome["error_class"], done.outcome["message"]) == ("HTTPError", "HTTP Error 429: Too Many Requests")


@pytest.mark.parametrize("library", [*LIBRARIES, *OTHERS])
@pytest.mark.parametrize("number", [0, 1])
def test_no_answer_raises_what_the_library_raises(ask: Ask, library: str, number: int) -> None:
    done = ask(library, {"raise": ("connect", "read_timeout")[number]})
    assert done.outcome["error_class"] == (LIBRARIES | OTHERS)[library][number]


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_broken_stream_raises_after_its_pieces(ask: Ask, library: str) -> None:
    done = ask(library, {**ANSWER, "drop": True})
    assert done.outcome["error_class"] == LIBRARIES[library][2]
    assert done.outcome["partial"] == {"text": '[200]data: {"a":1}\n\ndata: [DONE]\n\n', "n_chunks": 3}


def test_forms_are_taken_apart(ask: Ask) -> None:
    [exchange] = ask("by_form", {"status": 200, "headers": {}, "json": {}}).exchanges
    request = exchange["request"]
    assert request["body_kind"] == "multipart"
    assert request["headers"]["content-type"] == "multipart/form-data"
    assert [part["name"] for part in request["body"]] == ["file", "model", "n"]
    file = request["body"][0]
    assert (file["filename"], file["content_type"], file["len"]) == ("b.wav", "audio/wav", 2)
    assert [part["text"] for part in request["body"][1:]] == ["m", "1"]


def test_sockets_are_refused_and_noted(ask: Ask) -> None:
    done = ask("by_socket")
    assert (done.outcome["ok"], done.escaped, done.exchanges) == (False, ("probe.example.test",), ())


def test_requests_of_several_threads_are_noted(ask: Ask) -> None:
    done = ask("by_threads", *[{"status": 200, "headers": {}, "json": {}}] * 2)
    assert (done.concurrent, len(done.exchanges)) == (True, 2)
    assert not ask("by_requests", ANSWER).concurrent
