"""``protocol: json``: a server whose JSON the spec describes. Each function here makes a protocol from a description.

`request` writes the request for the items of one call (already as `each` writes them), `each` writes one item, which is
a text or a `calls.Item`: its kind is ``text`` or ``image``. A query that is an image is written as items are. What is
absent in a request is left out; what steps of ``send`` made is merged over it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from typing import Any

from .. import answers, bodies, calls, errors, vectors

type Request = Callable[[list[Any]], dict[str, Any]]
type SpeechRequest = Callable[[str, str, str | None], dict[str, Any]]
type RerankRequest = Callable[[Any, list[Any], int | None], dict[str, Any]]
type Each = Callable[[str, str], Any]

_HEX = re.compile(r"(?:[0-9a-fA-F]{2})+")


def plain(_kind: str, item: str) -> Any:
    """An item as it is."""
    return item


def embeddings(
    path: str, request: Request, *, vectors_at: str, tokens_at: str | None = None, each: Each = plain
) -> Callable[[calls.EmbedCall[Any, Any], list[Any]], calls.Vectors]:
    """An embedding protocol. `vectors_at` is the place of one vector an item (``data[].embedding``).

    They come in the order of the items, or each with its number beside it (``data[].index``).
    """

    def embed(call: calls.EmbedCall[Any, Any], batch: list[Any]) -> calls.Vectors:
        answer = call.http.post(call.path or path, _body(request(_written(batch, each)), call.body))
        try:
            decoded = [vectors.decode(value) for value in answers.every(answer, vectors_at)]
            found = vectors.in_order(list(zip(_indices(answer, vectors_at, len(decoded)), decoded, strict=True)))
        except ValueError as error:
            raise errors.Failure(errors.SERVER_UNAVAILABLE, str(error)) from None
        return calls.Vectors(found, answers.count(answer, tokens_at) if tokens_at else None)

    return embed


def rerank(
    path: str, request: RerankRequest, *, results: str, index: str, score: str, each: Each = plain
) -> Callable[[calls.RerankCall[Any, Any], Any, list[Any], int | None], list[tuple[int, float]]]:
    """A rerank protocol. `index` and `score` are places within each element of the list at `results`."""

    def ranked(
        call: calls.RerankCall[Any, Any], query: Any, docs: list[Any], top_n: int | None
    ) -> list[tuple[int, float]]:
        body = request(_query(query, each), _written(docs, each), top_n)
        answer = call.http.post(call.path or path, _body(body, call.body))
        return answers.ranking(answer, results=results, index=index, score=score)

    return ranked


def moderation(
    path: str, request: Request, *, flagged: str, each: Each = plain
) -> Callable[[calls.ModerateCall[Any, Any], list[str]], list[bool]]:
    """A moderation protocol: flagged if any value at `flagged` is true. One verdict for all chunks of a request."""

    def moderate(call: calls.ModerateCall[Any, Any], chunks: list[str]) -> list[bool]:
        answer = call.http.post(call.path or path, _body(request(_written(chunks, each)), call.body))
        verdicts = answers.every(answer, flagged)
        if not verdicts or not all(isinstance(verdict, bool) for verdict in verdicts):
            raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no verdict")
        return [any(verdicts)]

    return moderate


def speech(
    path: str, request: SpeechRequest, *, audio: str | None = None
) -> Callable[[calls.SpeakCall[Any, Any], str, str, str | None], Iterator[bytes]]:
    """A speech protocol. `audio` is the place of the spoken text in an answer that is JSON; None: it is all of it."""

    def speak(call: calls.SpeakCall[Any, Any], text: str, voice: str, format: str | None) -> Iterator[bytes]:
        body = _body(request(text, voice, format), call.body)
        if audio is None:
            yield from call.http.audio(call.path or path, body)
        else:
            yield _sound(answers.one(call.http.post(call.path or path, body), audio))

    return speak


def _sound(said: Any) -> bytes:
    """Bytes that are written in hex or in base64, also as a URL that holds them."""
    text = said.rpartition(",")[2].strip() if isinstance(said, str) else ""
    try:
        found = bytes.fromhex(text) if _HEX.fullmatch(text) else base64.b64decode(text, validate=True)
    except ValueError:
        found = b""
    if not found:
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no audio")
    return found


def _body(described: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    """What is described, without what is absent, and over it what the steps of ``send`` made."""
    return {**bodies.plain(described), **sent}


def _indices(answer: Any, vectors_at: str, count: int) -> list[Any]:
    """What is called ``index`` beside each vector; None for each where not all of them have that."""
    element, _, _ = vectors_at.rpartition(".")
    found = answers.every(answer, f"{element}.index") if element.endswith("[]") else []
    return found if len(found) == count else [None] * count


def _query(query: Any, each: Each) -> Any:
    """A query in words stays a text, whatever documents look like."""
    if not isinstance(query, calls.Item):
        return query
    return query.data if query.kind == "text" else each(query.kind, query.data)


def _written(items: list[Any], each: Each) -> list[Any]:
    return [each(item.kind, item.data) if isinstance(item, calls.Item) else each("text", item) for item in items]
