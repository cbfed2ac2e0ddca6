"""Calls of models that take texts: embeddings, rerank, moderation."""

from __future__ import annotations

from typing import Any

from difyspec.conform.against.case import BLOCK_ERRORS, USER, Call, failing
from difyspec.conform.against.declared import Model

_TOWNS = ["Oslo lies on a fjord.", "Bergen is rainy.", "Bananas are yellow.", "Trondheim has a cathedral."]
_MOST_BATCHED, _WORD = 65, "fjord "


def embedding(model: Model, *, whole: bool) -> list[Call]:
    """Calls of an embedding model: one text, several, more than a batch, one too long."""
    chunks, context = (_size(model.property(name, 1)) for name in ("max_chunks", "context_size"))
    batch = [f"text {number}" for number in range(min(2 * chunks + 1, _MOST_BATCHED))]
    long: Any = {"repeat": [_WORD, min(max(context, 200), 20_000)]}
    found = [
        Call("one text", {"texts": ["hello fjord"], "input_type": "document"}),
        Call("one query", {"texts": ["hello fjord"], "input_type": "query"}),
        Call("three texts", {"texts": _TOWNS[:3], "input_type": "document"}),
        Call("more than a batch", {"texts": batch, "input_type": "document"}),
        Call("a long text", {"texts": [long, "short"], "input_type": "document"}),
    ]
    if not whole:
        return found
    one = {"texts": ["hello fjord"], "input_type": "document"}
    return [
        *found,
        Call("user", {**one, "user": USER}),
        Call("an empty text", {**one, "texts": [""]}),
        Call("equal texts", {**one, "texts": ["same", "same", "other"]}),
        Call("no usage", one, {"usage": "none"}),
        *failing("fails", BLOCK_ERRORS, one),
    ]


def rerank(_: Model, *, whole: bool) -> list[Call]:
    """Calls of a rerank model: all documents, the best, those above a threshold."""
    usual = {"query": "a town on a fjord", "docs": _TOWNS}
    found = [
        Call("four documents", usual),
        Call("the best two", {**usual, "top_n": 2}),
        Call("above a threshold", {**usual, "score_threshold": 0.4}),
        Call("the best three above a threshold", {**usual, "top_n": 3, "score_threshold": 0.5}),
    ]
    if not whole:
        return found
    return [
        *found,
        Call("no documents", {**usual, "docs": []}),
        Call("one document", {**usual, "docs": _TOWNS[:1]}),
        Call("more wanted than there are", {**usual, "top_n": 50}),
        Call("an empty document", {**usual, "docs": ["", "text"]}),
        Call("a threshold of zero", {**usual, "score_threshold": 0.0}),
        Call("user", {**usual, "user": USER}),
        *failing("fails", BLOCK_ERRORS, usual),
    ]


def moderation(_: Model, *, whole: bool) -> list[Call]:
    """Calls of a moderation model: harmless, flagged, and long texts."""
    usual = {"text": "A lovely day."}
    found = [Call("harmless", usual), Call("flagged", {"text": "I will kill you."})]
    if not whole:
        return found
    return [
        *found,
        Call("empty", {"text": ""}),
        Call("long", {"text": {"repeat": ["A lovely day. ", 600]}}),
        Call("flagged at its end", {"text": {"repeat": ["A lovely day. ", 600], "tail": "kill"}}),
        Call("user", {**usual, "user": USER}),
        *failing("fails", BLOCK_ERRORS, usual),
    ]


def _size(value: Any) -> int:
    return int(value) if str(value).isdigit() and int(value) > 0 else 1
