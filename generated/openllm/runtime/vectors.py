"""Embedding vectors as servers write them: decoded, checked, put in order, averaged."""

from __future__ import annotations

import base64
import binascii
import math
import sys
from array import array
from collections.abc import Sequence
from typing import Any


def decode(value: Any) -> list[float]:
    """One vector as a server writes it: a list of numbers, or base64 of little-endian 32-bit floats.

    Raises `ValueError` for anything else, for an empty vector and for numbers that are not finite.
    """
    vector = _from_base64(value) if isinstance(value, str) else value
    if not isinstance(vector, list) or not vector or not set(map(type, vector)) <= {float, int}:
        raise ValueError("an embedding is no list of numbers")
    if not math.isfinite(sum(vector)):
        raise ValueError("an embedding has a number that is not finite")
    return vector


def _from_base64(text: str) -> list[float]:
    try:
        raw = base64.b64decode(text, validate=True)
        numbers = array("f", raw)
    except (binascii.Error, ValueError) as error:
        raise ValueError("an embedding is no base64 of 32-bit floats") from error
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tolist()


def in_order(items: Sequence[tuple[Any, list[float]]]) -> list[list[float]]:
    """Vectors sorted by the index that came with each.

    Indices that are all absent or all alike say nothing: the order of the list counts then. Raises `ValueError` if
    they are neither that nor exactly 0, 1, 2, ….
    """
    indices = [index for index, _ in items]
    if all(index == indices[0] for index in indices):
        return [vector for _, vector in items]
    if not all(type(index) is int for index in indices) or sorted(indices) != list(range(len(items))):
        raise ValueError("the indices of the embeddings do not fit the texts")
    return [vector for _, vector in sorted(items, key=lambda item: item[0])]


def mean(vectors: Sequence[Sequence[float]], weights: Sequence[int]) -> list[float]:
    """The weighted mean of vectors of equal length, scaled to length 1 (left alone if it is the zero vector).

    Weights that are all 0 count as equal. Raises `ValueError` for vectors of different lengths.
    """
    shares = weights if any(weights) else [1] * len(vectors)
    summed = [math.sumprod(column, shares) for column in zip(*vectors, strict=True)]
    length = math.hypot(*summed)
    return [value / length for value in summed] if length else summed
