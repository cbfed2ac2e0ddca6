"""Functions that turn a reranker's raw scores into scores from 0 to 1, where a higher one is better."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

type Score = Callable[[Sequence[float]], list[float]]


def identity(scores: Sequence[float]) -> list[float]:
    """The scores as the server gave them."""
    return list(scores)


def sigmoid(scores: Sequence[float]) -> list[float]:
    """Logits as probabilities."""
    return [_sigmoid(score) for score in scores]


def minmax(scores: Sequence[float]) -> list[float]:
    """The best score as 1 and the worst as 0. Where all are alike, one document included, all are best."""
    if not scores:
        return []
    low, high = min(scores), max(scores)
    return [1.0 if low == high else (score - low) / (high - low) for score in scores]


def _sigmoid(score: float) -> float:
    if score >= 0:
        return 1 / (1 + math.exp(-score))
    raised = math.exp(score)
    return raised / (1 + raised)
