"""Answers of servers with JSON of their own, made of the places that the spec names."""

from __future__ import annotations

import base64
from typing import Any

from . import answers
from .expected import Described


def answer(described: Described, body: dict[str, Any]) -> Any:
    """What the server says to a request: an embedding, a rank or a verdict for each of its items, or speech."""
    items, places = _items(described.items, body), described.places
    if "vectors" in places:
        vectors = placed(places["vectors"], [answers.vector(item) for item in items])
        tokens = placed(places["tokens"], [answers.PROMPT_TOKENS]) if "tokens" in places else {}
        return merged(vectors, tokens)
    if "results" in places:
        scores = [(index, (index + 1) / (len(items) + 1)) for index in range(len(items))]
        ranks = [merged(placed(places["index"], [index]), placed(places["score"], [score])) for index, score in scores]
        return placed(f"{places['results'].removesuffix('[]')}[]", ranks)
    if "audio" in places:
        return placed(places["audio"], [base64.b64encode(answers.AUDIO).decode()])
    return placed(places["flagged"], [answers.FLAGGED in str(item) for item in items])


def placed(place: str, values: list[Any]) -> Any:
    """JSON with the values at a place: one an element where it says ``[]``, else only the first."""
    name, _, rest = place.partition(".")
    key = name.removesuffix("[]")
    inner: Any
    if name.endswith("[]"):
        inner = [placed(rest, [value]) if rest else value for value in values]
    else:
        inner = placed(rest, values) if rest else values[0]
    return {"any" if key == "*" else key: inner} if key else inner


def merged(one: Any, other: Any) -> Any:
    """Both maps in one; of anything else the first."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return one
    return other | {key: merged(value, other[key]) if key in other else value for key, value in one.items()}


def _items(places: tuple[str, ...], body: dict[str, Any]) -> list[Any]:
    """What a request asks about: what stands at the first of the places that it has."""
    for place in places:
        found: Any = body
        for key in place.split("."):
            if isinstance(found, list):
                found = found[int(key)] if key.isdecimal() and int(key) < len(found) else None
            else:
                found = found.get(key) if isinstance(found, dict) else None
        if found is not None:
            return found if isinstance(found, list) else [found]
    return [str(body)]
