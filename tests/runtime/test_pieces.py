"""Texts in pieces: overflow of embeddings, sentences of speech, chunks of moderation."""

import pytest
from difyspec.runtime import overflow, sentences
from hypothesis import given
from hypothesis import strategies as st


def quarter(text: str) -> int:
    return (len(text) + 3) // 4


def by_letter(text: str) -> int:
    """A counter that is far from proportional: an x is ten tokens."""
    return len(text) + 9 * text.count("x")


@given(st.text(max_size=400), st.integers(1, 50))
def test_pieces_of_a_text_give_it_again_and_fit(text: str, limit: int) -> None:
    found = overflow.pieces(text, limit, quarter)
    assert "".join(found) == text
    assert all(quarter(piece) <= limit for piece in found)


@given(st.text("ax", max_size=300), st.integers(10, 60))
def test_a_cut_text_fits_even_where_tokens_are_uneven(text: str, limit: int) -> None:
    cut = overflow.fit(text, limit, by_letter)
    assert text.startswith(cut)
    assert by_letter(cut) <= limit
    assert all(by_letter(piece) <= limit for piece in overflow.pieces(text, limit, by_letter))


def test_a_text_that_fits_is_left_alone() -> None:
    assert overflow.fit("a" * 40, 10, quarter) == "a" * 40
    assert overflow.pieces("a" * 40, 10, quarter) == ["a" * 40]
    assert overflow.pieces("", 10, quarter) == [""]


def test_one_character_stays_even_if_it_is_too_long() -> None:
    assert overflow.fit("xyz", 3, by_letter) == "x"


@given(st.text("ab .!\n。", max_size=300), st.integers(1, 40))
def test_sentences_give_the_text_again_within_the_limit(text: str, limit: int) -> None:
    found = sentences.split(text, limit)
    assert "".join(found) == text
    assert all(0 < len(piece) <= limit for piece in found)


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("One. Two. Three.", 10, ["One. Two.", " Three."]),
        ("It costs 3.14 dollars. Yes.", 24, ["It costs 3.14 dollars.", " Yes."]),
        ("It costs 3.14 dollars.", 12, ["It costs ", "3.14 ", "dollars."]),
        ('He said "no!" Then left.', 15, ['He said "no!"', " Then left."]),
        ("今天很好。明天下雨！后天晴", 7, ["今天很好。", "明天下雨！", "后天晴"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 4, []),
    ],
)
def test_where_speech_is_cut(text: str, limit: int, pieces: list[str]) -> None:
    assert sentences.split(text, limit) == pieces


def test_long_speech_is_cut_in_linear_time() -> None:
    found = sentences.split("word " * 40_000 + "End.", 4096)
    assert len(found) == 49
    assert all(piece.endswith(" ") for piece in found[:-1])


@pytest.mark.parametrize("function", [sentences.split, sentences.chunks])
def test_a_limit_below_one_is_refused(function: object) -> None:
    with pytest.raises(ValueError, match="at least one character"):
        function("text", 0)  # type: ignore[operator]


def test_chunks() -> None:
    assert sentences.chunks("abcdefg", 3) == ["abc", "def", "g"]
    assert sentences.chunks("", 3) == []
