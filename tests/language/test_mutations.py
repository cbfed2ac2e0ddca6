"""One mistake anywhere in a real spec: it is found where it was made, and what was meant is suggested."""

from __future__ import annotations

from difyspec.diagnostics import Finding, Span
from difyspec.diagnostics.suggest import distance
from difyspec.language import read
from difyspec.source import read_text
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.language.mutations import Place, places, spoilt

SPOILT = {"number": "12x", "flag": "yes", "condition": "cred. =="}


def about(text: str) -> tuple[Finding, ...]:
    file, said = read_text("provider.yaml", text)
    return (*said, *(read([file])[1] if file.root else ()))


def meets(span: Span, place: Span, length: int) -> bool:
    """Whether a finding is about the line and columns at which the mistake was made."""
    end = place.column + length
    return span.line == place.line and span.column < max(end, place.column + 1) and span.end_column >= place.column


def of(*sorts: str) -> st.SearchStrategy[Place]:
    return st.deferred(lambda: st.sampled_from([one for one in places() if one.sort in sorts]))


def test_there_is_enough_to_spoil() -> None:
    sorts = [one.sort for one in places()]
    assert sorts.count("key") > 150
    assert {"word", "flag", "condition"} <= set(sorts)


@settings(max_examples=100, deadline=None)
@given(of("key", "word"), st.data())
def test_a_misspelt_key_or_word_is_found_and_put_right(place: Place, data: st.DataObject) -> None:
    word = place.original.strip("'")
    index = data.draw(st.integers(0, len(word) - 1))
    wrong = word[: index + 1] + word[index:]  # a letter twice
    if data.draw(st.booleans()) and index + 1 < len(word):
        wrong = word[:index] + word[index + 1] + word[index] + word[index + 2 :]  # two letters swapped
    assume(wrong != word)
    found = [one for one in about(spoilt(place, wrong)) if meets(one.span, place.span, len(wrong))]
    assert found, (place.span, wrong)
    guess = found[0].suggestion
    assert guess is not None, (wrong, found)
    assert guess == word or distance(wrong, guess, 3) <= distance(wrong, word, 3), (wrong, found)  # forr: for or form


@settings(max_examples=60, deadline=None)
@given(of("number", "flag", "condition"))
def test_a_broken_value_is_found(place: Place) -> None:
    wrong = SPOILT[place.sort]
    found = [one for one in about(spoilt(place, wrong)) if meets(one.span, place.span, len(wrong))]
    assert found, (place.span, wrong)
