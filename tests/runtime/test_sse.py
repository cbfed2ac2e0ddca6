"""Event streams in every shape that servers send."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from difyspec.runtime import sse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runtime.sample import call_of
from tests.support.loopback import Loopback, Reply, stream

TRICKY = 'data: ä漢🔑\u2028 [DONE] \\n " { } : x'


def read(*chunks: bytes) -> list[Any]:
    return [event.json if event.is_json else event.text for event in sse.events(chunks) if isinstance(event, sse.Event)]


@pytest.mark.parametrize(
    "raw",
    [
        b'data: {"n":1}\n\ndata: {"n":2}\n\ndata: [DONE]\n\n',
        b'data:{"n":1}\n\ndata:{"n":2}\n\ndata:[DONE]\n\n',
        b'data: {"n":1}\r\n\r\ndata: {"n":2}\r\n\r\ndata: [DONE]\r\n\r\n',
        b'data: {"n":1}\r\rdata: {"n":2}\r\rdata: [DONE]\r\r',
        b'data: {"n":1}\ndata: {"n":2}\ndata: [DONE]',
        b'\xef\xbb\xbfdata: {"n":1}\n\n: ping\n\nid: 3\nretry: 10\nevent: delta\ndata: {"n":2}\n\ndata: [DONE]\n\n',
        b'data: {\ndata: "n":1\ndata: }\n\ndata: {"n":2}\n\ndata:  [DONE] \n\n',
        b'{"n":1}\n{"n":2}\ndata: [DONE]',
    ],
)
def test_shapes(raw: bytes) -> None:
    wanted = [{"n": 1}, {"n": 2}, "[DONE]"]
    assert read(raw) == wanted
    assert read(*[raw[at : at + 1] for at in range(len(raw))]) == wanted
    for cut in range(len(raw)):
        assert read(raw[:cut], raw[cut:]) == wanted


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text(max_size=20), max_size=6),
    st.lists(st.integers(0, 400), max_size=12),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_text_in_any_chunks(texts: list[str], cuts: list[int], end: str) -> None:
    texts = [*texts, TRICKY]
    raw = "".join(f"data: {json.dumps({'t': text}, ensure_ascii=False)}{end}{end}" for text in texts)
    content = raw.encode("utf-8", "replace")
    edges = sorted({0, len(content), *(cut for cut in cuts if cut < len(content))})
    chunks = [content[a:b] for a, b in itertools.pairwise(edges)]
    wanted = [{"t": text.encode("utf-8", "replace").decode()} for text in texts]
    assert read(*chunks) == wanted


def test_wrong_utf8_is_no_failure() -> None:
    assert read(b'data: {"n":"\xff"}\n\n') == [{"n": "\ufffd"}]


@pytest.mark.parametrize("delimiter", ["\\n\\n", "\n\n", "\\r\\n\\r\\n", "|||", "\0"])
def test_delimiters_of_ones_own(delimiter: str) -> None:
    mark = delimiter.replace("\\r", "\r").replace("\\n", "\n").encode()
    raw = b'{"n":1}' + mark + b'data: {"n":\n2}' + mark + mark + b"[DONE]"
    for size in (1, 2, 3, 5, 1000):
        chunks = [raw[at : at + size] for at in range(0, len(raw), size)]
        found = [
            event.json if event.is_json else event.text for event in sse.delimited(chunks, delimiter)  # type: ignore[union-attr]
        ]
        assert found == [{"n": 1}, {"n": 2}, "[DONE]"]


def test_megabytes_in_one_line_take_linear_time() -> None:
    def seconds(size: int, delimiter: str | None = None) -> float:
        raw = b'data: {"t":"' + b"x" * size + b'"}\n\n'
        chunks = [raw[at : at + 1000] for at in range(0, len(raw), 1000)]
        start = time.perf_counter()
        events = list(sse.delimited(chunks, delimiter) if delimiter else sse.events(chunks))
        assert isinstance(events[0], sse.Event)
        assert len(events[0].json["t"]) == size
        return time.perf_counter() - start

    for delimiter in (None, "\n\n"):
        small, large = (min(seconds(size, delimiter) for _ in range(3)) for size in (1_000_000, 8_000_000))
        assert large < 40 * small + 0.05


def test_the_first_event_comes_before_the_second_is_sent(server: Loopback) -> None:
    for separator in (b"\n\n", b"\n"):
        gate = threading.Event()
        server.reply(stream(b'data: {"n":1}' + separator, gate, b'data: {"n":2}\n\n', b"data: [DONE]\n\n"))
        events = call_of(server.url).http.stream("/x", {"stream": True})
        assert next(events) == {"n": 1}
        assert not gate.is_set()
        gate.set()
        assert list(events) == [{"n": 2}]
        assert server.requests[-1].headers["accept"] == "text/event-stream"


def test_a_consumer_that_stops_closes_the_connection(server: Loopback) -> None:
    server.reply(stream(b'data: {"n":1}\n\n', 4.0, b'data: {"n":2}\n\n'))
    events = call_of(server.url).http.stream("/x", {})
    assert next(events) == {"n": 1}
    assert isinstance(events, Iterator)
    events.close()  # type: ignore[attr-defined]
    assert server.closed.wait(2.0)


def test_nothing_after_done_counts(server: Loopback) -> None:
    server.reply(stream(b'data: {"n":1}\n\ndata: [DONE]\n\ndata: {"error": "late"}\n\n'))
    assert list(call_of(server.url).http.stream("/x", {})) == [{"n": 1}]


def test_one_json_object_instead_of_a_stream(server: Loopback) -> None:
    for body in (b'{"n": 1}', b'{\n  "n": 1\n}\n'):
        server.reply(Reply(200, {"Content-Type": "application/json"}, (body,)))
        assert list(call_of(server.url).http.stream("/x", {})) == [{"n": 1}]


def test_a_custom_delimiter_through_the_server(server: Loopback) -> None:
    server.reply(stream(b'{"n":', b"1}|", b'|{"n":2}||', content_type="text/plain"))
    assert list(call_of(server.url).http.stream("/x", {}, delimiter="||")) == [{"n": 1}, {"n": 2}]


def test_lines(server: Loopback) -> None:
    server.reply(stream("ä\nb".encode()[:1], "ä\nb".encode()[1:], content_type="application/x-ndjson"))
    assert list(call_of(server.url).http.lines("/x", {})) == ["ä", "b"]
