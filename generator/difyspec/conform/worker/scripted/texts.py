"""Embeddings, moderations and rerank."""

from __future__ import annotations

import base64
import hashlib
import struct
from collections.abc import Mapping
from typing import Any

from ..reply import compact

type Body = Mapping[str, Any]
type Scenario = Mapping[str, Any]

FLAGGED = "kill"
"""A text with this word is flagged."""

_DIMENSIONS = 6


def embeddings(body: Body, scenario: Scenario) -> dict[str, Any]:
    """A vector a text, from its digest."""
    items = _items(body.get("input"))
    packed = body.get("encoding_format") == "base64"
    vectors = [_packed(_vector(one)) if packed else _vector(one) for one in items]
    data = [{"object": "embedding", "index": index, "embedding": one} for index, one in enumerate(vectors)]
    answer = {"object": "list", "model": body.get("model"), "data": data}
    return {"json": answer if scenario.get("usage") == "none" else {**answer, "usage": _usage(items)}}


def moderations(body: Body, scenario: Scenario) -> dict[str, Any]:
    """A verdict for each text."""
    del scenario
    flagged = [FLAGGED in compact(one) for one in _items(body.get("input"))]
    results = [
        {"flagged": one, "categories": {"violence": one}, "category_scores": {"violence": 0.9 if one else 0.1}}
        for one in flagged
    ]
    return {"json": {"id": "scripted-1", "model": body.get("model"), "results": results}}


def rerank(body: Body, scenario: Scenario) -> dict[str, Any]:
    """Scores from the documents' digests, the best first, cut at ``top_n``."""
    documents = _items(body.get("documents", body.get("input")))
    scored = sorted(((-_score(one), index) for index, one in enumerate(documents)))
    most = body.get("top_n")
    kept = scored[:most] if isinstance(most, int) and most > 0 else scored
    echo = bool(body.get("return_documents"))
    results = [
        {"index": index, "relevance_score": -score} | ({"document": {"text": _text(documents[index])}} if echo else {})
        for score, index in kept
    ]
    answer = {"model": body.get("model"), "results": results}
    return {"json": answer if scenario.get("usage") == "none" else {**answer, "usage": _usage(documents)}}


def _items(given: Any) -> list[Any]:
    """One text or several; a list of numbers is one text of tokens."""
    if isinstance(given, list) and not (given and isinstance(given[0], int)):
        return given
    return [] if given is None else [given]


def _text(item: Any) -> str:
    if isinstance(item, dict) and "text" in item:
        return str(item["text"])
    return item if isinstance(item, str) else compact(item)


def _digest(item: Any) -> bytes:
    return hashlib.sha256(_text(item).encode("utf-8", "surrogatepass")).digest()


def _vector(item: Any) -> list[float]:
    return [round(byte / 128 - 1, 4) for byte in _digest(item)[:_DIMENSIONS]]


def _packed(vector: list[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()


def _score(item: Any) -> float:
    return round((_digest(item)[0] + 1) / 257, 4)


def _usage(items: list[Any]) -> dict[str, int]:
    tokens = sum(max(1, len(_text(one).split())) for one in items)
    return {"prompt_tokens": tokens, "total_tokens": tokens}
