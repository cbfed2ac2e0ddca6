"""Embedding many texts: prefixes, lengths, batches, and the answers put together again. Nothing of the SDK's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from itertools import batched
from typing import Any, Literal

from . import calls, errors, overflow, vectors, workers
from .options import User

type Protocol = Callable[[calls.EmbedCall[Any, Any], list[Any]], calls.Vectors]
type Count = Callable[[str], int]
type Overflow = Literal["truncate", "split", "send"]


@dataclass(frozen=True)
class Options:
    """Settings of one call to an embedding model.

    `batch`: texts in one request (None: `max_chunks` of the model, else 1); `batch_tokens`: what they have together at
    most (None, or below 1: any number), where a text that alone has more goes alone. `overflow`: what becomes of a text
    of more tokens than `context_size` of the model: ``truncate``, ``split`` (its vector is the weighted mean of its
    pieces') or ``send``. `concurrency`: requests at once. `prefix`: text before every text, by input type. `path`
    overrides the protocol's own.
    """

    batch: int | None = None
    batch_tokens: int | None = None
    overflow: Overflow = "truncate"
    concurrency: int = 1
    prefix: Mapping[str, str | None] = field(default_factory=dict)
    user: User = User()
    path: str | None = None


def embed(
    call: calls.EmbedCall[Any, Any], protocol: Protocol, texts: Sequence[str], options: Options, count: Count
) -> calls.Vectors:
    """One vector a text, in their order, and the tokens that the server counted, else those that `count` does.

    Raises errors.Failure, also if the server sends a wrong number of vectors or vectors of different lengths.
    """
    prefix = options.prefix.get(call.input_type) or ""
    cut = [_fitting(text, prefix, call.model.context_size, options.overflow, count) for text in texts]
    flat = [piece for pieces in cut for piece in pieces]
    found = in_batches(call, protocol, flat, options, count)
    tokens = sum(map(count, flat)) if found.tokens is None else found.tokens
    return calls.Vectors(_joined(cut, list(found.vectors), count), tokens)


def in_batches(
    call: calls.EmbedCall[Any, Any],
    protocol: Protocol,
    items: Sequence[Any],
    options: Options,
    count: Count | None = None,
) -> calls.Vectors:
    """One vector an item as it is, in their order; the tokens if the server counted all. Raises errors.Failure.

    Without `count` items have no tokens, and batches only a size.
    """
    size = max(1, options.batch or call.model.max_chunks or 1)
    budget = options.batch_tokens or 0
    batches = batched(items, size) if budget < 1 or count is None else _within(items, size, budget, count)
    found = workers.ordered(lambda batch: _answer(call, protocol, list(batch)), batches, max(1, options.concurrency))
    answers = list(found)
    every = [vector for answer in answers for vector in answer.vectors]
    if not all(isinstance(vector, Sized) for vector in every):
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "an embedding is no list of numbers")
    if len({len(vector) for vector in every}) > 1:
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the embeddings are not all of one length")
    known = [answer.tokens for answer in answers if answer.tokens is not None]
    return calls.Vectors(every, sum(known) if len(known) == len(answers) else None)


def _within(items: Iterable[str], size: int, budget: int, count: Count) -> Iterator[tuple[str, ...]]:
    """Batches of at most `size` texts that have `budget` tokens together, in their order."""
    batch: list[str] = []
    left = budget
    for item in items:
        tokens = count(item)
        if batch and (len(batch) == size or tokens > left):
            yield tuple(batch)
            batch, left = [], budget
        batch.append(item)
        left -= tokens
    if batch:
        yield tuple(batch)


def _fitting(text: str, prefix: str, limit: int | None, policy: Overflow, count: Count) -> list[str]:
    """A text as it is sent: one piece, or several if it is split, each with the prefix."""
    whole = prefix + text
    # No tokenizer makes more tokens than bytes, so most texts need not be counted.
    if limit is None or limit < 1 or policy == "send" or len(whole.encode("utf-8", "replace")) <= limit:
        return [whole]
    if policy == "split":
        return [prefix + piece for piece in overflow.pieces(text, max(1, limit - count(prefix)), count)]
    return [overflow.fit(whole, limit, count)]


def _answer(call: calls.EmbedCall[Any, Any], protocol: Protocol, batch: list[Any]) -> calls.Vectors:
    answer = protocol(call, batch)
    if len(answer.vectors) != len(batch):
        text = f"the server sent {len(answer.vectors)} embeddings for {len(batch)} texts"
        raise errors.Failure(errors.SERVER_UNAVAILABLE, text)
    return answer


def _joined(cut: list[list[str]], every: list[Sequence[float]], count: Count) -> list[Sequence[float]]:
    rest = iter(every)
    found = []
    for pieces in cut:
        own = [next(rest) for _ in pieces]
        found.append(own[0] if len(own) == 1 else vectors.mean(own, [count(piece) for piece in pieces]))
    return found
