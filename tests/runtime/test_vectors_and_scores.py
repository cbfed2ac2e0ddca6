"""Numbers: vectors as servers write them, averages of pieces, scores of rerankers, places in answers."""

import base64
import math
import struct
from typing import Any

import pytest
from difyspec.runtime import answers, scores, vectors
from difyspec.runtime.errors import Failure


def test_vectors_come_as_numbers_or_as_base64() -> None:
    assert vectors.decode([0.5, 1, -2.0]) == [0.5, 1, -2.0]
    packed = base64.b64encode(struct.pack("<3f", 0.5, 1.0, -2.0)).decode()
    assert vectors.decode(packed) == [0.5, 1.0, -2.0]


@pytest.mark.parametrize(
    "value", [None, [], {}, "", "no base64!", "AAA=", ["0.5"], [None], [True, 1.0], [[0.5]], [math.nan], [math.inf, 1]]
)
def test_what_is_no_vector_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="an embedding"):
        vectors.decode(value)


def test_the_index_decides_the_order_where_it_says_something() -> None:
    assert vectors.in_order([(1, [1.0]), (0, [0.0])]) == [[0.0], [1.0]]
    assert vectors.in_order([(None, [1.0]), (None, [0.0])]) == [[1.0], [0.0]]
    assert vectors.in_order([(0, [1.0]), (0, [0.0])]) == [[1.0], [0.0]]
    assert vectors.in_order([]) == []


@pytest.mark.parametrize("indices", [(1, 2), (0, 1, 1), (0, 3), (0, None), (-1, 0), ("0", "1"), (True, False)])
def test_indices_that_fit_nothing_are_refused(indices: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="indices"):
        vectors.in_order([(index, [1.0]) for index in indices])


def test_the_mean_of_pieces_is_weighted_and_has_length_one() -> None:
    found = vectors.mean([[1.0, 0.0], [0.0, 1.0]], [3, 1])
    assert found == pytest.approx([3 / math.sqrt(10), 1 / math.sqrt(10)])
    assert math.hypot(*found) == pytest.approx(1)
    assert vectors.mean([[1.0, 0.0], [-1.0, 0.0]], [1, 1]) == [0.0, 0.0]
    assert vectors.mean([[2.0, 0.0], [0.0, 2.0]], [0, 0]) == pytest.approx([math.sqrt(0.5)] * 2)


def test_score_functions() -> None:
    assert scores.identity([3, -1]) == [3, -1]
    assert scores.sigmoid([0, 1000, -1000]) == [0.5, 1.0, 0.0]
    assert scores.minmax([4, 2, 3]) == [1.0, 0.0, 0.5]
    assert scores.minmax([0.2]) == [1.0]
    assert scores.minmax([-7, -7]) == [1.0, 1.0]
    assert scores.minmax([]) == []


ANSWER = {
    "data": [{"embedding": [1]}, {"embedding": [2]}, {"other": 3}],
    "results": [{"categories": {"hate": False, "harm": True}}, {"categories": {"hate": False}}],
    "usage": {"total_tokens": 7, "wrong": True},
}


def test_places() -> None:
    assert answers.every(ANSWER, "data[].embedding") == [[1], [2]]
    assert answers.every(ANSWER, "results[].categories.*") == [False, True, False]
    assert answers.every([{"a": 1}, {"a": 2}], "[].a") == [1, 2]
    assert answers.every([1, 2], "[]") == [1, 2]
    assert answers.one(ANSWER, "usage.total_tokens") == 7
    assert answers.one(ANSWER, "usage.total_tokens.deeper") is None
    assert answers.every(ANSWER, "usage[].x") == []
    assert answers.every("text", "a.b") == []


def test_counts_are_whole_numbers() -> None:
    assert answers.count(ANSWER, "nothing", "usage.wrong", "usage.total_tokens") == 7
    assert answers.count(ANSWER, "usage.wrong") is None
    assert answers.count({"n": -1}, "n") is None


def test_rankings() -> None:
    data = {"results": [{"index": 1, "relevance_score": 1}, {"index": 0, "relevance_score": 0.5}]}
    places = {"results": "results", "index": "index", "score": "relevance_score"}
    assert answers.ranking(data, **places) == [(1, 1.0), (0, 0.5)]
    for wrong in (
        {},
        {"results": None},
        {"results": [{"index": 0}]},
        {"results": [{"index": "0", "relevance_score": 1}]},
        {"results": [{"index": 0, "relevance_score": True}]},
        {"results": [{"index": 0, "relevance_score": math.nan}]},
        {"results": ["text"]},
    ):
        with pytest.raises(Failure) as caught:
            answers.ranking(wrong, **places)
        assert caught.value.kind == "server_unavailable"
