"""Servers and hooks that never come to an end, and hooks that do what no hook should: nothing hangs or escapes."""

from __future__ import annotations

import io
import math
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat
from typing import Any

import pytest
from dify_plugin.errors.model import InvokeConnectionError, InvokeError, InvokeServerUnavailableError
from difyspec.runtime import calls, chat, fold, http
from difyspec.runtime import sse as events
from difyspec.runtime.events import Finish, Reasoning, Text, ToolDelta, Usage

from tests.runtime.chat_sample import ask, block, model, options, piece, request, said, sse
from tests.runtime.five import Embedding, Moderation, Reranking, Speech, Transcription, credentials, described
from tests.support.loopback import Loopback, Part, Reply

MP3 = b"\xff\xf3\xe4d" + bytes(64)
SPOKEN = {"default_voice": "bo", "audio_type": "mp3"}
SIGNS: dict[str, bytes] = {
    "comments": b": still there\n\n",
    "empty lines": b"\n",
    "an unknown event": b'event: ping\ndata: {"type": "ping"}\n\n',
    "empty choices": sse({"choices": []}),
    "empty pieces": sse(piece(content="")),
    "lines of something else": b"<p>wait</p>\n",
    "a line without an end": b"data: {",
}


def going_on(sign: bytes, *before: Part) -> Reply:
    """A stream that says something, and then goes on and on."""
    parts: Iterator[Part] = chain(before, chain.from_iterable(repeat((sign, 0.05))))
    return Reply(200, {"Content-Type": "text/event-stream"}, parts)


def impatient(url: str) -> dict[str, Any]:
    """An invocation that waits for a second."""
    asked = request(url)
    return {**asked, "credentials": {**asked["credentials"], "invoke_timeout": "1"}}


def collect(chunks: Iterable[Any], made: list[Any]) -> None:
    """Adds chunks to a list that still has them after a failure."""
    for chunk in chunks:
        made.append(chunk)  # noqa: PERF402  (extending a list may lose what came before a failure)


@pytest.mark.parametrize("before", ["", "Well. "], ids=["at once", "after a piece"])
@pytest.mark.parametrize("sign", SIGNS)
def test_signs_of_life_are_no_answer(server: Loopback, sign: str, before: str) -> None:
    server.reply(going_on(SIGNS[sign], *([sse(piece(content=before))] if before else [])))
    made: list[Any] = []
    began = time.monotonic()
    with pytest.raises(InvokeConnectionError, match=r"Sample Models: .*nothing but signs of life for 1 s"):
        collect(model().invoke(**impatient(server.url)), made)
    assert said(made) == before
    assert time.monotonic() - began < 4
    assert server.closed.wait(3)


def test_signs_of_life_between_pieces_are_no_failure(server: Loopback) -> None:
    waiting: list[Part] = [part for _ in range(9) for part in (b": wait\n\n", 0.08)]
    parts = [sse(piece(content="a")), *waiting, sse(piece(content="b")), *waiting, sse(piece("stop"), "[DONE]")]
    server.reply(Reply(200, {"Content-Type": "text/event-stream"}, parts))
    assert said(list(model().invoke(**impatient(server.url)))) == "ab"


def test_a_caller_may_take_its_time(server: Loopback) -> None:
    server.reply(Reply(200, {"Content-Type": "text/event-stream"}, [sse(piece(content=text)) for text in "abc"]))
    made = []
    for chunk in model().invoke(**impatient(server.url)):
        made.append(chunk)
        time.sleep(0.6)
    assert said(made) == "abc"


def test_a_stream_that_goes_on_is_the_callers_to_stop(server: Loopback) -> None:
    server.reply(going_on(sse(piece(content="more "))))
    chunks = model().invoke(**request(server.url))
    assert said([next(chunks) for _ in range(5)]) == "more " * 5
    chunks.close()
    assert server.closed.wait(3)


def test_an_answer_in_one_piece_has_a_longest_size(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LONGEST", 1 << 20)
    server.reply(Reply(200, {"Content-Type": "application/json"}, repeat(b" " * 65536)))
    for call in (
        lambda: block(model(), server.url),
        lambda: described(Embedding).invoke("model", credentials(server), ["a"]),
        lambda: described(Transcription).invoke("model", credentials(server), io.BytesIO(MP3)),
    ):
        with pytest.raises(InvokeServerUnavailableError, match=r"Sample Models: .* longer than 1 MB"):
            call()


def test_a_line_has_a_longest_size(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LONGEST", 1 << 20)
    server.reply(Reply(200, {"Content-Type": "text/event-stream"}, [b"data: {", *([b"x" * 65536] * 40)]))
    with pytest.raises(InvokeServerUnavailableError, match="Sample Models"):
        ask(model(), server.url)


def test_an_answer_that_is_put_together_has_a_longest_size(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fold, "LONGEST", 1000)
    server.reply(going_on(sse(piece(content="more " * 50))))
    endless = model(options=options(stream=chat.Stream(always=True)))
    with pytest.raises(InvokeServerUnavailableError, match=r"Sample Models: .* does not end"):
        block(endless, server.url)
    assert server.closed.wait(3)


def test_the_text_of_an_error_may_trickle(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("difyspec.runtime.refusals._ERROR_SECONDS", 0.3)
    trickle: Iterable[Part] = chain.from_iterable(repeat((b"x", 0.05)))
    server.reply(Reply(503, {"Content-Type": "text/plain"}, trickle))
    began = time.monotonic()
    with pytest.raises(InvokeServerUnavailableError, match=r"HTTP 503.*: x+$"):
        ask(model(), server.url)
    assert time.monotonic() - began < 3


# ---- hooks -----------------------------------------------------------------------------------------------------------


def raising(*_: Any) -> Any:
    raise ZeroDivisionError("division by zero")


def raising_later(*_: Any) -> Any:
    yield Text("a")
    raise ZeroDivisionError("division by zero")


CHATS: dict[str, Callable[[Any], Any]] = {
    "raises": raising,
    "raises later": raising_later,
    "returns nothing": lambda _: None,
    "returns a number": lambda _: 7,
    "returns a text": lambda _: "said",
    "says nothing": lambda _: iter(()),
    "says nothing for ever": lambda _: repeat(Usage(1, 1)),
    "says empty texts for ever": lambda _: repeat(Text("")),
    "yields no events": lambda _: iter([None]),
    "yields an event of numbers": lambda _: iter([Text(7)]),  # type: ignore[arg-type]
    "yields a call without a name": lambda _: iter([ToolDelta(0, "a", None, "{}")]),
}


@pytest.mark.parametrize("stream", [True, False])
@pytest.mark.parametrize("case", CHATS)
def test_a_chat_hook(server: Loopback, case: str, stream: bool) -> None:
    hooked = model(protocol=CHATS[case])
    with pytest.raises(InvokeError, match="Sample Models: "):
        list(hooked.invoke(**{**request(server.url), "stream": stream}))
    assert server.requests == []


def test_a_chat_hook_that_goes_on_after_the_end(server: Loopback) -> None:
    parts = [Reasoning("r"), Text("a"), Finish("stop"), Text("b"), Usage(3, 2), Finish("length"), Reasoning("s")]
    made = ask(model(protocol=lambda _: iter(parts)), server.url)
    assert said(made) == "<think>\nr\n</think>a" + "b" + "<think>\ns\n</think>"
    ends = [chunk.delta for chunk in made if chunk.delta.finish_reason or chunk.delta.usage]
    assert [(end.finish_reason, end.usage.prompt_tokens) for end in ends if end.usage] == [("stop", 3)]
    assert ends == [made[-1].delta]


def test_a_chat_hook_that_never_ends_is_closed_with_the_answer(server: Loopback) -> None:
    closed: list[bool] = []

    def talks(_: Any) -> Iterator[Text]:
        try:
            while True:
                yield Text("on ")
        finally:
            closed.append(True)

    chunks = model(protocol=talks).invoke(**request(server.url))
    assert said([next(chunks) for _ in range(3)]) == "on on on "
    chunks.close()
    assert closed == [True]


OTHERS: dict[str, tuple[Any, list[Any]]] = {
    "embed": (
        lambda hook, server: of(Embedding, hook).invoke("model", credentials(server), ["a", "b"]),
        [
            None,
            7,
            calls.Vectors([]),
            calls.Vectors([[1.0], []]),
            calls.Vectors([[1.0], [math.nan]]),
            calls.Vectors([[1.0], [math.inf]]),
            calls.Vectors([[1.0], ["x"]]),  # type: ignore[list-item]
            calls.Vectors([[1.0], None]),  # type: ignore[list-item]
            calls.Vectors([[1.0], [1.0, 2.0]]),
        ],
    ),
    "rerank": (
        lambda hook, server: of(Reranking, hook).invoke("model", credentials(server), "q", ["x", "y"]),
        [None, 7, [0, 1], [(0, math.nan)], [(0, None)], [(2, 0.5)], [(-1, 0.5)], [("0", 0.5)], [(True, 0.5)], [(0,)]],
    ),
    "moderate": (
        lambda hook, server: of(Moderation, hook).invoke("model", credentials(server), "text"),
        [None, 7, [], [None], ["no"], [0]],
    ),
    "speak": (
        lambda hook, server: list(of(Speech, hook, SPOKEN).invoke("model", "t", credentials(server), "Hi.", "")),
        [None, 7, iter(()), iter([b""]), iter(["text"]), iter([None]), iter([b"x", 7])],
    ),
}


def of(cls: Any, hook: Callable[..., Any], properties: dict[str, Any] | None = None) -> Any:
    """A model whose protocol is the hook."""
    made = described(cls, properties or {"max_chunks": 4})
    made.how = hook
    return made


@pytest.mark.parametrize("kind", OTHERS)
def test_other_hooks(server: Loopback, kind: str) -> None:
    call, wrong = OTHERS[kind]
    for hook in (raising, *(lambda *_, answer=answer: answer for answer in wrong)):
        with pytest.raises(InvokeError, match="Sample Models: "):
            call(hook, server)
    assert server.requests == []
