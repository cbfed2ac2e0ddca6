"""Each row of the error table, produced by a socket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from difyspec.runtime import errors, http, wire
from difyspec.runtime.errors import Kind

from tests.runtime.sample import SECRET, Connection, call_of
from tests.support.loopback import Loopback, Reply, Request, answer, free_port, stream

OPENAI = {"error": {"message": "that went wrong", "type": "some_error", "code": "some_code"}}


def failure_of(action: Callable[[], Any]) -> errors.Failure:
    with pytest.raises(errors.Failure) as caught:
        action()
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Kind.BAD_REQUEST),
        (401, Kind.AUTHORIZATION),
        (402, Kind.BAD_REQUEST),
        (403, Kind.AUTHORIZATION),
        (404, Kind.BAD_REQUEST),
        (422, Kind.BAD_REQUEST),
        (429, Kind.RATE_LIMIT),
        (500, Kind.SERVER_UNAVAILABLE),
        (502, Kind.SERVER_UNAVAILABLE),
        (503, Kind.SERVER_UNAVAILABLE),
        (529, Kind.SERVER_UNAVAILABLE),
    ],
)
@pytest.mark.parametrize("how", ["get", "post", "form", "stream", "audio"])
def test_statuses_have_kinds_however_asked(server: Loopback, status: int, kind: Kind, how: str) -> None:
    server.reply(answer(status, OPENAI))
    http = call_of(server.url).http
    ways: dict[str, Callable[[], Any]] = {
        "get": lambda: http.get("/x"),
        "post": lambda: http.post("/x", {}),
        "form": lambda: http.form("/x", {"a": "b"}, {"file": ("a.mp3", b"1", "audio/mpeg")}),
        "stream": lambda: list(http.stream("/x", {})),
        "audio": lambda: list(http.audio("/x", {})),
    }
    failure = failure_of(ways[how])
    assert (failure.kind, failure.status, failure.code) == (kind, status, "some_code")
    assert failure.message == "that went wrong"
    assert len(server.requests) == 1


def test_refused() -> None:
    failure = failure_of(lambda: call_of(f"http://127.0.0.1:{free_port()}").http.get("/x"))
    assert failure.kind is Kind.CONNECTION
    assert "127.0.0.1" in failure.message


def test_read_timeout(server: Loopback) -> None:
    server.reply(Reply(parts=(3.0,)))
    failure = failure_of(lambda: call_of(server.url, invoke_timeout="1").http.post("/x", {}))
    assert failure.kind is Kind.CONNECTION
    assert "within 1 s" in failure.message


def test_silence_in_the_middle_of_a_stream(server: Loopback) -> None:
    server.reply(stream(b'data: {"n":1}\n\n', 3.0))
    got: list[Any] = []
    failure = failure_of(lambda: got.extend(call_of(server.url, invoke_timeout="1").http.stream("/x", {})))
    assert failure.kind is Kind.CONNECTION


def test_total_time(server: Loopback) -> None:
    server.reply(stream(*[part for n in range(30) for part in (b'data: {"n":%d}\n\n' % n, 0.1)]))
    settings = http.Settings(f"{server.url}/v1", timeout=http.Timeout(total=0.5), table=errors.Table("Sample Models"))
    got: list[bytes] = []

    def read() -> None:
        got.extend(wire.chunks(settings, wire.Request("POST", "/x", json={})))

    failure = failure_of(read)
    assert failure.kind is Kind.CONNECTION
    assert "0.5 s" in failure.message
    assert 2 <= len(got) <= 8


def test_stream_breaks_off_in_the_middle(server: Loopback) -> None:
    server.reply(stream(b'data: {"n":1}\n\n', b'data: {"n":', None))
    got: list[Any] = []

    def read() -> None:
        got.extend(call_of(server.url).http.stream("/x", {}))

    failure = failure_of(read)
    assert failure.kind is Kind.CONNECTION
    assert "broke off" in failure.message
    assert got == [{"n": 1}]


def test_answer_shorter_than_announced(server: Loopback) -> None:
    server.reply(Reply(200, {"Content-Length": "100", "Content-Type": "application/json"}, (b'{"a":', None), False))
    assert failure_of(lambda: call_of(server.url).http.get("/x")).kind is Kind.CONNECTION


def test_connection_closed_without_an_answer(server: Loopback) -> None:
    server.reply(Reply(parts=(), chunked=False))

    def nothing(_: Request) -> Reply:
        raise OSError

    server.reply(nothing)
    assert failure_of(lambda: call_of(server.url).http.get("/x")).kind is Kind.CONNECTION


@pytest.mark.parametrize("body", ["<html><head><title>Sign in</title></head></html>", "plain words", ""])
def test_a_200_that_is_not_json(server: Loopback, body: str) -> None:
    server.reply(answer(200, body))
    for action in (lambda: call_of(server.url).http.get("/x"), lambda: list(call_of(server.url).http.stream("/x", {}))):
        failure = failure_of(action)
        assert failure.kind is Kind.SERVER_UNAVAILABLE
        assert "<" not in failure.message
    if body.startswith("<"):
        assert "Sign in" in failure_of(lambda: call_of(server.url).http.get("/x")).message


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"error": {"message": "overloaded"}}, Kind.SERVER_UNAVAILABLE),
        ({"error": "overloaded"}, Kind.SERVER_UNAVAILABLE),
        ({"error": {"message": "overloaded", "code": 429}}, Kind.RATE_LIMIT),
        ({"error": {"message": "overloaded", "code": "401"}}, Kind.AUTHORIZATION),
        ({"error": {"message": "overloaded", "type": "invalid_request_error"}}, Kind.BAD_REQUEST),
        ({"object": "error", "message": "overloaded", "code": 400}, Kind.BAD_REQUEST),
        ({"error": {"message": "overloaded"}, "choices": [], "usage": {"total_tokens": 0}}, Kind.SERVER_UNAVAILABLE),
        (
            {"error": {"message": "overloaded", "code": 502}, "choices": [{"delta": {}, "finish_reason": "error"}]},
            Kind.SERVER_UNAVAILABLE,
        ),
        ({"error": True, "message": "overloaded"}, Kind.SERVER_UNAVAILABLE),
    ],
)
def test_an_error_inside_a_200(server: Loopback, body: Any, kind: Kind) -> None:
    server.reply(answer(200, body))
    for action in (
        lambda: call_of(server.url).http.post("/x", {}),
        lambda: list(call_of(server.url).http.stream("/x", {})),
        lambda: list(call_of(server.url).http.audio("/x", {})),
    ):
        failure = failure_of(action)
        assert (failure.kind, failure.message) == (kind, "overloaded")


@pytest.mark.parametrize(
    "body", [{"error": None, "choices": [1]}, {"error": "", "data": []}, {"error": {}, "text": "t"}]
)
def test_a_result_is_no_error(server: Loopback, body: Any) -> None:
    server.reply(answer(200, body))
    assert call_of(server.url).http.post("/x", {}) == body


def test_error_events_of_a_stream(server: Loopback) -> None:
    for event in (b'event: error\ndata: {"message": "no more"}\n\n', b'data: {"error": {"message": "no more"}}\n\n'):
        server.reply(stream(b'data: {"n":1}\n\n', event))
        failure = failure_of(lambda: list(call_of(server.url).http.stream("/x", {})))
        assert (failure.kind, failure.message) == (Kind.SERVER_UNAVAILABLE, "no more")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"message": "m"}, "m"),
        ({"detail": "m"}, "m"),
        ({"detail": [{"loc": ["body", "x"], "msg": "m"}]}, "m"),
        ({"detail": [{"msg": "m"}, {"msg": "n"}]}, "m; n"),
        ({"error": "m"}, "m"),
        ({"error": {"message": "m"}}, "m"),
        ([{"error": {"message": "m"}}], "m"),
        ({"errors": [{"message": "m"}]}, "m"),
        ({"odd": {"place": "m"}}, '{"odd": {"place": "m"}}'),
        ("<html><title>m</title>", "m"),
        ({}, "Bad Request"),
    ],
)
def test_usual_places_of_a_message(server: Loopback, body: Any, message: str) -> None:
    server.reply(answer(400, body))
    assert failure_of(lambda: call_of(server.url).http.get("/x")).message == message


def test_places_and_codes_of_ones_own(server: Loopback) -> None:
    class Own(Connection):
        error_places = errors.Places(code="base_resp.status_code", message="base_resp.status_msg")
        error_rows = (errors.Row(errors.RATE_LIMIT, codes=("1002",)),)

    from difyspec.runtime.calls import ModelFacts

    facts = ModelFacts(name="m", wire_name="m", type="llm")
    http = Own().call(facts, {"server_url": server.url}).http
    server.reply(answer(200, {"base_resp": {"status_code": 1002, "status_msg": "slow"}}))
    failure = failure_of(lambda: http.post("/x", {}))
    assert (failure.kind, failure.code, failure.message) == (Kind.RATE_LIMIT, "1002", "slow")
    server.reply(answer(200, {"base_resp": {"status_code": 0, "status_msg": "success"}, "data": 1}))
    assert http.post("/x", {})["data"] == 1


def test_own_rows_come_first_and_may_rewrite(server: Loopback) -> None:
    server.reply(answer(400, {"message": "Insufficient balance of your account"}))
    failure = failure_of(lambda: call_of(server.url).http.get("/x"))
    assert failure.kind is Kind.RATE_LIMIT
    assert failure.message == "Top up: Insufficient balance of your account"


def test_classify_decides_before_the_table(server: Loopback) -> None:
    class Own(Connection):
        def classify(self, problem: errors.Problem) -> Kind | None:
            return Kind.SERVER_UNAVAILABLE if problem.status == 400 and problem.body == {"message": "busy"} else None

    from difyspec.runtime.calls import ModelFacts

    http = Own().call(ModelFacts(name="m", wire_name="m", type="llm"), {"server_url": server.url}).http
    server.reply(answer(400, {"message": "busy"}), answer(400, {"message": "other"}))
    assert failure_of(lambda: http.get("/x")).kind is Kind.SERVER_UNAVAILABLE
    assert failure_of(lambda: http.get("/x")).kind is Kind.BAD_REQUEST


def test_a_huge_error_page_is_cut(server: Loopback) -> None:
    server.reply(answer(500, {"message": "word " * 200_000}))
    message = failure_of(lambda: call_of(server.url).http.get("/x")).message
    assert len(message) <= 400
    assert "\n" not in message


@pytest.mark.parametrize("url", ["localhost:1", "no url at all", "ftp://127.0.0.1/x", "http://"])
def test_an_endpoint_that_is_no_url(url: str) -> None:
    assert failure_of(lambda: call_of(url).http.get("/x")).kind is Kind.BAD_REQUEST


def test_an_endpoint_that_breaks_parsers() -> None:
    for url in ("http://[1", "http://[::1", "http://a b/c", "http://127.0.0.1:99999"):
        failure = failure_of(lambda: call_of(url).http.get("/x"))  # noqa: B023
        assert failure.kind in (Kind.BAD_REQUEST, Kind.CONNECTION)


@pytest.mark.parametrize("key", ["two\nlines", "ＡＰＩ－ｋｅｙ", "emoji 🔑"])
def test_a_key_that_no_header_can_carry(server: Loopback, key: str) -> None:
    failure = failure_of(lambda: call_of(server.url, api_key=key).http.get("/x"))
    assert failure.kind is Kind.AUTHORIZATION
    assert key not in failure.message
    assert not server.requests


def test_a_body_that_is_no_json(server: Loopback) -> None:
    assert failure_of(lambda: call_of(server.url).http.post("/x", {"a": float("nan")})).kind is Kind.BAD_REQUEST
    assert failure_of(lambda: call_of(server.url).http.post("/x", {"a": object()})).kind is Kind.BAD_REQUEST


def test_half_a_surrogate_pair_is_sent_as_an_escape(server: Loopback) -> None:
    server.reply(answer(200, {}))
    call_of(server.url).http.post("/x", {"a": "\ud83d", "b": "漢"})
    assert server.requests[0].json == {"a": "\ud83d", "b": "漢"}


def test_redirects_stay_with_the_server(server: Loopback) -> None:
    def redirect(request: Request) -> Reply:
        if request.path == "/v1/x":
            return Reply(307, {"Location": "/v1/x/", "Content-Length": "0"}, (), False)
        return answer(200, {"at": request.path, "key": request.headers["authorization"], "n": len(request.body)})

    server.reply(redirect)
    got = call_of(server.url).http.post("/x", {"a": 1})
    assert got == {"at": "/v1/x/", "key": f"Bearer {SECRET}", "n": 7}


def test_redirects_elsewhere_are_not_followed(server: Loopback) -> None:
    with Loopback() as other:
        other.reply(answer(200, {}))
        server.reply(Reply(307, {"Location": f"{other.url}/v1/x?t=1", "Content-Length": "0"}, (), False))
        failure = failure_of(lambda: call_of(server.url).http.post("/x", {}))
        assert failure.kind is Kind.BAD_REQUEST
        assert other.url in failure.message
        assert not other.requests


def test_cookies_are_not_kept(server: Loopback) -> None:
    server.reply(answer(200, {}, Set_Cookie="session=1; Path=/"))
    for _ in range(2):
        call_of(server.url).http.get("/x")
    assert "cookie" not in server.requests[1].headers


def test_connections_are_kept(server: Loopback) -> None:
    server.reply(answer(200, {}))
    for _ in range(3):
        call_of(server.url).http.post("/x", {})
    assert len({request.connection for request in server.requests}) == 1
