"""What is tried again, how often, and what is not."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest
from difyspec.runtime import errors, http, refusals
from difyspec.runtime.errors import Kind

from tests.runtime.sample import call_of
from tests.support.loopback import Loopback, Reply, Request, answer, free_port, stream

BUSY = answer(503, {"error": "busy"})


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504])
def test_a_passing_trouble_is_waited_out(server: Loopback, status: int) -> None:
    server.reply(answer(status, {}), answer(status, {}), answer(200, {"ok": True}))
    assert call_of(server.url, max_retries="3").http.post("/x", {"a": 1}) == {"ok": True}
    assert [request.json for request in server.requests] == [{"a": 1}] * 3


def test_the_last_failure_is_told(server: Loopback) -> None:
    server.reply(BUSY, BUSY, answer(429, {"error": "slow"}))
    with pytest.raises(errors.Failure) as caught:
        call_of(server.url, max_retries="3").http.get("/x")
    assert caught.value.kind is Kind.RATE_LIMIT
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_what_will_not_change_is_not_tried_again(server: Loopback, status: int) -> None:
    server.reply(answer(status, {}))
    with pytest.raises(errors.Failure):
        call_of(server.url, max_retries="3").http.get("/x")
    assert len(server.requests) == 1


@pytest.mark.parametrize(("attempts", "requests"), [("1", 1), ("0", 1), ("-3", 1), ("4", 4)])
def test_attempts_count_the_first_try(server: Loopback, attempts: str, requests: int) -> None:
    server.reply(BUSY)
    with pytest.raises(errors.Failure):
        call_of(server.url, max_retries=attempts).http.get("/x")
    assert len(server.requests) == requests


def test_a_form_is_sent_again_whole(server: Loopback) -> None:
    server.reply(BUSY, answer(200, {"ok": True}))
    files = {"file": ("a.mp3", b"audio" * 1000, "audio/mpeg")}
    call_of(server.url, max_retries="2").http.form("/x", {"model": "m", "list": ["a", "b"], "flag": True}, files)
    first, second = (request.body for request in server.requests)
    assert b"audio" * 1000 in first
    assert len(first) == len(second)
    assert first.count(b'name="list"') == 2
    assert b"true" in first


def test_a_server_that_starts_late_is_reached() -> None:
    port = free_port()
    found: list[Any] = []

    def start() -> None:
        time.sleep(0.15)
        import http.server

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: object) -> None:
                """Not here."""

        late = http.server.HTTPServer(("127.0.0.1", port), Handler)
        late.timeout = 3
        late.handle_request()
        late.server_close()

    thread = threading.Thread(target=start)
    thread.start()
    call = call_of(f"http://127.0.0.1:{port}", max_retries="10")
    found.append(call.http.get("/x"))
    thread.join()
    assert found == [{}]


def test_a_stream_is_tried_again_before_its_first_event_only(server: Loopback) -> None:
    server.reply(BUSY, stream(b'data: {"n":1}\n\n', None))
    events = call_of(server.url, max_retries="5").http.stream("/x", {})
    assert next(events) == {"n": 1}
    with pytest.raises(errors.Failure) as caught:
        next(events)
    assert caught.value.kind is Kind.CONNECTION
    assert len(server.requests) == 2


def test_a_silent_server_is_not_asked_twice(server: Loopback) -> None:
    server.reply(Reply(parts=(2.0,)))
    with pytest.raises(errors.Failure):
        call_of(server.url, invoke_timeout="1", max_retries="3").http.get("/x")
    assert len(server.requests) == 1


@pytest.mark.parametrize(("timeouts", "asked"), [(False, 1), (True, 3)])
def test_a_silent_server_is_asked_again_if_that_is_wanted(server: Loopback, timeouts: bool, asked: int) -> None:
    def silent(request: Request) -> Reply:
        time.sleep(0.8)
        return answer(200, {})

    server.reply(silent, silent, answer(200, {"ok": True}))
    retry, timeout = http.Retry(attempts=3, wait=0.01, timeouts=timeouts), http.Timeout(read=0.2)
    call = http.Server(lambda: http.Settings(server.url, timeout=timeout, retry=retry))
    if timeouts:
        assert call.get("/x") == {"ok": True}
    else:
        with pytest.raises(errors.Failure) as caught:
            call.get("/x")
        assert caught.value.kind is Kind.CONNECTION
    assert len(server.requests) == asked


def test_the_server_says_how_long_to_wait(server: Loopback) -> None:
    server.reply(answer(429, {}, Retry_After="0.3"), answer(200, {}))
    start = time.monotonic()
    call_of(server.url, max_retries="2").http.get("/x")
    assert 0.3 <= time.monotonic() - start < 2


def test_waits_grow_and_are_bounded() -> None:
    retry = http.Retry(attempts=9)
    assert [retry.pause(attempt, None) for attempt in (1, 2, 3, 9)] == [0.5, 1.0, 2.0, 30.0]
    assert http.Retry(wait=2).pause(2, None) == 4
    assert retry.pause(1, 3600.0) == 30.0


def test_many_at_once(server: Loopback) -> None:
    server.reply(lambda request: answer(200, {"n": request.json["n"]}))
    call = call_of(server.url)
    found: dict[int, Any] = {}

    def ask(number: int) -> None:
        found[number] = call.http.post("/x", {"n": number})

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: {"n": number} for number in range(60)}


def test_a_form_has_a_content_type_of_its_own(server: Loopback) -> None:
    server.reply(answer(200, {}))
    call = http.Server(lambda: http.Settings(server.url, headers={"content-type": "application/json", "X-A": "b"}))
    call.get("/x")
    call.post("/x", {})
    call.form("/x", {"a": "b"})
    call.form("/x", {"a": "b"}, {"file": ("a.mp3", b"123", None)})
    types = [request.headers["content-type"].partition(";")[0] for request in server.requests]
    assert types == ["application/json"] * 2 + ["application/x-www-form-urlencoded", "multipart/form-data"]
    assert [request.headers["x-a"] for request in server.requests] == ["b"] * 4


def test_queries_and_headers_of_the_request(server: Loopback) -> None:
    def show(request: Request) -> Reply:
        return answer(200, {"path": request.path, "type": request.headers.get("content-type")})

    server.reply(show)
    call = call_of(server.url)
    assert call.http.get("models?a=1", {"b": 2, "c": True, "d": None}) == {
        "path": "/v1/models?a=1&b=2&c=true",
        "type": None,
    }
    assert call.http.post("/x", [])["type"] == "application/json"
    assert call.http.get(f"{server.url}/other")["path"] == "/other"
    assert http.present({"A": None, "B": 1, "C": False}) == {"B": "1", "C": "false"}
    assert http.bearer(None) == {}


def test_bytes_are_sent_as_they_are(server: Loopback) -> None:
    server.reply(answer(200, {"n": 1}))
    call = http.Server(lambda: http.Settings(server.url))
    assert call.upload("/x", b"\x00\xff", {"a": 1}) == {"n": 1}
    (made,) = server.requests
    assert (made.body, made.path.partition("/x")[2]) == (b"\x00\xff", "?a=1")
    assert "content-type" not in made.headers


def test_a_header_can_be_left_out(server: Loopback) -> None:
    call = http.Server(lambda: http.Settings(server.url, headers={"X-A": "a", "Authorization": "Bearer k"}))
    server.reply(answer(200, {}))
    call.adding({"Authorization": None}).get("/")
    call.get("/")
    assert [asked.headers.get("authorization") for asked in server.requests] == [None, "Bearer k"]
    assert [asked.headers["x-a"] for asked in server.requests] == ["a", "a"]


def test_a_request_can_be_signed(server: Loopback) -> None:
    call = http.Server(lambda: http.Settings(server.url, headers={"X-A": "a", "X-B": "b"}))
    server.reply(answer(200, {}))
    content = call.encoded({"name": "é", "of": [1.5, None]})
    call.adding({"X-Signature": len(content), "X-B": "c", "X-C": None}).post("/", {"name": "é", "of": [1.5, None]})
    call.get("/")
    signed, plain = server.requests
    assert signed.body == content == b'{"name":"\xc3\xa9","of":[1.5,null]}'
    assert [signed.headers.get(name) for name in ("x-signature", "x-a", "x-b", "x-c")] == [
        str(len(content)),
        "a",
        "c",
        None,
    ]
    assert (plain.headers["x-b"], plain.headers.get("x-signature")) == ("b", None)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        ("0.25", 0.25),
        ("Fri, 01 Jan 1990 00:00:00 GMT", 0.0),
        ("soon", None),
        ("-3", None),
        ("", None),
        ("9" * 40, None),
        ("Fri, 99 Foo 2999 00:00:00 GMT", None),
    ],
)
def test_how_long_a_server_asks_to_wait(said: str, seconds: float | None) -> None:
    assert refusals.retry_after(httpx.Response(503, headers={"Retry-After": said})) == seconds


def test_a_time_to_wait_for() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    asked = refusals.retry_after(httpx.Response(429, headers={"Retry-After": later}))
    assert asked is not None
    assert 55 < asked <= 60
