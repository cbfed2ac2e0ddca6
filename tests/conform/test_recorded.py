"""Which recorded answer a request gets, and what bytes stand behind a digest."""

from __future__ import annotations

import hashlib
from typing import Any

from difyspec.conform.worker.recorded import Recorded, filler, spoken
from difyspec.conform.worker.reply import CONNECT, Reply, described, reply


def exchange(path: str, body: Any, answer: str, **headers: str) -> dict[str, Any]:
    return {"request": request(path, body, **headers), "response": {"status": 200, "headers": {}, "json": answer}}


def request(path: str, body: Any, **headers: str) -> dict[str, Any]:
    return {"method": "POST", "url": f"https://a.test{path}", "headers": headers, "body": body}


def answers(server: Recorded, *requests: dict[str, Any]) -> list[Any]:
    return [server.answer(one)[0]["json"] for one in requests]


def test_the_same_request_gets_its_answer_in_any_order() -> None:
    server = Recorded([exchange("/x", 1, "one"), exchange("/x", 2, "two"), exchange("/y", 1, "three")])
    asked = request("/y", 1), request("/x", 2), request("/x", 1)
    assert answers(server, *asked) == ["three", "two", "one"]


def test_equal_requests_get_their_answers_in_order_and_then_the_last_again() -> None:
    server = Recorded([exchange("/x", 1, "first"), exchange("/x", 1, "second")])
    assert answers(server, *[request("/x", 1)] * 2) == ["first", "second"]


def test_headers_tell_equal_requests_apart() -> None:
    server = Recorded([exchange("/x", 1, "a", key="a"), exchange("/x", 1, "b", key="b")])
    assert answers(server, request("/x", 1, key="b"), request("/x", 1, key="a")) == ["b", "a"]


def test_a_repeated_request_gets_the_same_again_rather_than_another_ones_answer() -> None:
    server = Recorded([exchange("/x", 1, "one"), exchange("/y", 1, "two")])
    assert answers(server, *[request("/x", 1)] * 2, request("/y", 1)) == ["one", "one", "two"]


def test_a_request_that_differs_gets_what_the_most_similar_one_got() -> None:
    server = Recorded([exchange("/v1/models", None, "models"), exchange("/v1/chat", 1, "chat")])
    assert answers(server, request("/v1/chat", 2), request("/v2/models", None)) == ["chat", "models"]


def test_long_texts_are_recognized_by_their_digest() -> None:
    long = "fjord " * 2000
    kept = {"long_text": {"len": len(long), "sha256": hashlib.sha256(long.encode()).hexdigest(), "head": long[:60]}}
    server = Recorded([exchange("/x", {"input": "other"}, "other"), exchange("/x", {"input": kept}, "long")])
    assert answers(server, request("/x", {"input": long})) == ["long"]


def test_where_nothing_is_recorded_nobody_answers() -> None:
    assert Recorded([]).answer(request("/x", 1)) == ({"raise": CONNECT}, Reply(fails=CONNECT))


def audio(body: Any, content: bytes) -> Recorded:
    response = {**described(content), "status": 200, "headers": {}}
    del response["bytes_base64"]
    return Recorded([{"request": request("/audio/speech", body), "response": response}])


def test_audio_of_the_golden_server_is_made_again() -> None:
    content = spoken("hello|alloy")
    body = {"input": "hello", "voice": "alloy"}
    server = audio(body, content)
    assert server.answer(request("/audio/speech", body))[1].chunks == (content,)
    assert server.fillers == 0


def test_other_audio_is_replaced_by_as_many_bytes_and_counted() -> None:
    body = {"input": "hello", "voice": "alloy"}
    server = audio(body, b"unknown")
    assert server.answer(request("/audio/speech", body))[1].chunks == (filler(7),)
    assert (server.fillers, len(filler(1000))) == (1, 1000)


def test_bytes_in_a_recording_are_used() -> None:
    response = {"status": 200, "headers": {}, **described(b"\x00\xff")}
    assert reply(response).chunks == (b"\x00\xff",)


def test_bodies_as_they_go_over_the_wire() -> None:
    head = {"status": 200, "headers": {}}
    assert reply({**head, "sse": [{"a": "ä"}, "[DONE]", {"raw": ": ping\n\n"}]}).chunks == (
        'data: {"a":"ä"}\n\n'.encode(),
        b"data: [DONE]\n\n",
        b": ping\n\n",
    )
    assert reply({**head, "jsonl": [{"a": 1}, 2]}).chunks == (b'{"a":1}\n', b"2\n")
    assert reply({**head, "text": "<p>"}).chunks == (b"<p>",)
    assert reply({"raise": "read_timeout"}).fails == "read_timeout"
