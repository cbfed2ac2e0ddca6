"""Good answers of every model type with one place after another replaced by what does not belong there.

What comes of it is right as far as it goes, or one of Dify's errors with the provider's name: no other exception,
and no result that could not be one.
"""

from __future__ import annotations

import copy
import io
import json
import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from dify_plugin.errors.model import InvokeError
from difyspec.runtime.protocols import json_mapping

from tests.runtime.chat_sample import ADD, ask, block, model, piece, said, whole
from tests.runtime.five import Embedding, Moderation, Reranking, Transcription, credentials, described
from tests.support.loopback import Loopback, Reply, stream

# NaN and Infinity are no JSON, but Python servers write them.
WRONG: tuple[Any, ...] = (None, [], {}, "x", "", 7, -1, 2.5, True, math.nan, math.inf, [None], [[]], {"a": 1}, 10**40)
GONE = object()
MP3 = b"\xff\xf3\xe4d" + bytes(64)
CALL = {"index": 0, "id": "a", "type": "function", "function": {"name": "add", "arguments": '{"a":1}'}}
USAGE = {"prompt_tokens": 5, "completion_tokens": 2}


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in an answer, the whole of it first."""
    yield path
    pairs: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from places(inner, (*path, key))


def mutants(good: Any) -> Iterator[Any]:
    """The answer with something wrong, once for each place and each thing, and once without the place."""
    for path in places(good):
        for wrong in (*WRONG, GONE):
            if path or wrong is not GONE:
                yield mutated(good, path, wrong)


def mutated(good: Any, path: tuple[str | int, ...], wrong: Any) -> Any:
    if not path:
        return wrong
    made = copy.deepcopy(good)
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    if wrong is GONE:
        del inner[path[-1]]
    else:
        inner[path[-1]] = wrong
    return made


def each(server: Loopback, good: Any, call: Callable[[], Any], right: Callable[[Any], bool]) -> None:
    """Calls with every mutant."""
    bad, failed, count = [], 0, 0
    for mutant in mutants(good):
        content = json.dumps(mutant).encode()
        server.reply(
            Reply(200, {"Content-Type": "application/json", "Content-Length": str(len(content))}, (content,), False)
        )
        count += 1
        try:
            result = call()
        except InvokeError as error:
            failed += 1
            if "Sample Models" not in str(error) or "Error: " in str(error):
                bad.append(f"{content!r}: {error}")
        else:
            if not right(result):
                bad.append(f"{content!r}: {result!r}")
    assert not bad, "\n".join(bad[:20])
    assert 0 < failed < count


def is_finite(numbers: list[float]) -> bool:
    return bool(numbers) and all(type(number) is float and math.isfinite(number) for number in numbers)


VECTORS = {
    "data": [{"index": 0, "embedding": [0.5, 1]}, {"index": 1, "embedding": [0.25, 2]}],
    "usage": {"prompt_tokens": 4, "total_tokens": 4},
}


@pytest.mark.parametrize("described_by_a_spec", [False, True])
def test_embeddings(server: Loopback, described_by_a_spec: bool) -> None:
    embedding = described(Embedding, {"max_chunks": 2})
    if described_by_a_spec:
        embedding.how = json_mapping.embeddings(
            "/e", lambda items: {"input": items}, vectors_at="data[].embedding", tokens_at="usage.total_tokens"
        )
    each(
        server,
        VECTORS,
        lambda: embedding.invoke("model", credentials(server), ["a", "b"]),
        lambda found: len(found.embeddings) == 2
        and all(map(is_finite, found.embeddings))
        and len({len(vector) for vector in found.embeddings}) == 1
        and 0 <= found.usage.tokens < 10**15,
    )


RANKING = {"results": [{"index": 1, "relevance_score": 0.5}, {"index": 0, "relevance_score": 0.25}]}


@pytest.mark.parametrize("described_by_a_spec", [False, True])
def test_rankings(server: Loopback, described_by_a_spec: bool) -> None:
    reranking = described(Reranking)
    if described_by_a_spec:
        reranking.how = json_mapping.rerank(
            "/r", lambda query, items, top_n: {"q": query}, results="results", index="index", score="relevance_score"
        )
    each(
        server,
        RANKING,
        lambda: reranking.invoke("model", credentials(server), "q", ["zero", "one"]).docs,
        lambda docs: all(doc.text == ["zero", "one"][doc.index] and math.isfinite(doc.score) for doc in docs)
        and len({doc.index for doc in docs}) == len(docs),
    )


VERDICTS = {"results": [{"flagged": True, "categories": {"hate": True, "violence": False}}]}


@pytest.mark.parametrize("described_by_a_spec", [False, True])
def test_verdicts(server: Loopback, described_by_a_spec: bool) -> None:
    moderation = described(Moderation)
    if described_by_a_spec:
        flagged = "results[].categories.*"
        moderation.how = json_mapping.moderation("/m", lambda items: {"input": items}, flagged=flagged)
    each(
        server,
        VERDICTS,
        lambda: moderation.invoke("model", credentials(server), "text"),
        lambda flag: flag is True or (described_by_a_spec and flag is False),
    )


def test_transcripts(server: Loopback) -> None:
    transcription = described(Transcription)
    each(
        server,
        {"text": "heard", "duration": 1.5, "segments": [{"text": "heard"}]},
        lambda: transcription.invoke("model", credentials(server), io.BytesIO(MP3)),
        lambda text: text in ("heard", "x", ""),
    )


def test_answers_in_one_piece(server: Loopback) -> None:
    good = {**whole(content="said", reasoning_content="thought", tool_calls=[CALL]), "system_fingerprint": "f"}

    def right(result: Any) -> bool:
        calls = result.message.tool_calls
        return isinstance(result.message.content, str) and usual(calls) and 0 <= result.usage.prompt_tokens < 2**53

    each(server, good, lambda: block(model(), server.url, tools=[ADD]), right)


def usual(calls: list[Any]) -> bool:
    """Whether calls have what Dify reads of them."""
    return all(call.id and call.function.name and call.function.arguments for call in calls)


@pytest.mark.parametrize(
    "good",
    [
        piece("stop", content="said", reasoning_content="thought"),
        piece("tool_calls", tool_calls=[CALL]),
        {"choices": [{"index": 0, "text": "said", "finish_reason": "stop"}], "usage": USAGE},
    ],
    ids=["text", "call", "completion"],
)
def test_pieces_of_a_stream(server: Loopback, good: Any) -> None:
    bad = []
    for mutant in mutants(good):
        event = f"data: {json.dumps(mutant)}\n\n".encode()
        server.reply(stream(b'data: {"choices":[{"delta":{"content":"Well. "}}]}\n\n', event, b"data: [DONE]\n\n"))
        try:
            made = ask(model(), server.url, tools=[ADD])
        except InvokeError as error:
            if "Sample Models" not in str(error) or "Error: " in str(error):
                bad.append(f"{event!r}: {error}")
            continue
        calls = [call for chunk in made for call in chunk.delta.message.tool_calls]
        ends = [chunk for chunk in made if chunk.delta.finish_reason or chunk.delta.usage]
        text = said(made).replace("<think>\n", "").replace("\n</think>", "")
        if ends != made[-1:] or not text.startswith("Well. ") or not usual(calls):
            bad.append(f"{event!r}: {made}")
    assert not bad, "\n".join(bad[:20])


DEEP = b"[" * 200_000 + b"]" * 200_000


@pytest.mark.parametrize(
    "content", [DEEP, b'{"data":' + DEEP + b"}", b"1" * 5000, b'"\\ud800"', b"\xff\xfe\x00", b"\x00"]
)
@pytest.mark.parametrize("streams", [False, True])
def test_what_no_parser_likes(server: Loopback, content: bytes, streams: bool) -> None:
    body = b"data: " + content + b"\n\n" if streams else content
    server.reply(Reply(200, {"Content-Type": "application/json", "Content-Length": str(len(body))}, (body,), False))
    calls: list[Callable[[], Any]] = [
        lambda: ask(model(), server.url),
        lambda: block(model(), server.url),
        lambda: described(Embedding).invoke("model", credentials(server), ["a"]),
    ]
    for call in calls:
        with pytest.raises(InvokeError, match="Sample Models: the server is not able to answer"):
            call()
