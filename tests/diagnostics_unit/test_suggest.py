"""Did-you-mean: the word meant comes first, and unrelated words never come."""

from __future__ import annotations

import string

import pytest
from difyspec.diagnostics.suggest import distance, near, nearest

# Words of the language, of forms and of models as specs have them.
VOCABULARY = """
spec provider label description background help icons plugin credentials fields parameters groups conditions discover
models transport validation errors conventions raw author version name created_at memory permissions dependencies
model_name placeholder type default options required pattern show_on stored_as aliases options_from template min max
precision like use mode features adjust price deprecated file source unset extra context_size max_chunks
file_upload_limit supported_file_extensions word_limit max_workers audio_type default_voice voices
max_characters_per_chunk profiles predefined base custom overrides position pricing match group when endpoint normalize
auth headers timeout retry wire_name protocol tools stop user stream structured_output messages reasoning count_tokens
send drop rename copy append clamp parse prefix media overflow batch temperature top_p top_k presence_penalty
frequency_penalty max_tokens response_format json_schema api_key server_url endpoint_url model_uid invoke_timeout
max_retries context_length vision tool-call multi-tool-call stream-tool-call agent-thought structured-output
text-embedding speech2text moderation rerank
"""
WORDS = VOCABULARY.split()


def slips(word: str) -> list[str]:
    """Typical one-letter misspellings: a letter dropped, doubled, replaced by a neighbour, or two swapped."""
    inner = range(1, len(word))
    dropped = [word[:i] + word[i + 1 :] for i in inner]
    doubled = [word[:i] + word[i] + word[i:] for i in inner]
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in inner if i + 1 < len(word)]
    letters = string.ascii_lowercase
    replaced = [word[:i] + letters[(letters.find(word[i]) + 1) % 26] + word[i + 1 :] for i in inner]
    return [slip for slip in (*dropped, *doubled, *swapped, *replaced) if slip not in WORDS]


def test_one_letter_slips_lead_back() -> None:
    pairs = [(word, slip) for word in WORDS if len(word) > 2 for slip in slips(word)]
    assert len(pairs) > 1000
    wrong = [(word, slip, nearest(slip, WORDS)) for word, slip in pairs if nearest(slip, WORDS) != word]
    assert len(wrong) <= 0.05 * len(pairs), wrong


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Temperature", "temperature"),
        ("max-tokens", "max_tokens"),
        ("text_embedding", "text-embedding"),
        ("maxTokens", "max_tokens"),
        ("lable", "label"),
        ("temprature", "temperature"),
        ("tempreature", "temperature"),
        ("streem", "stream"),
        ("desc", "description"),
        ("spech2text", "speech2text"),
    ],
)
def test_usual_slips(written: str, meant: str) -> None:
    assert nearest(written, WORDS) == meant


@pytest.mark.parametrize("name", ["banana", "x", "", "zzzzzzzz", "cardinality", "qq", "1", "monkeypatch"])
def test_unrelated_names_have_no_neighbour(name: str) -> None:
    assert near(name, WORDS) == ()


def test_order_of_candidates_decides_between_equals() -> None:
    assert near("bat", ["cat", "hat"]) == ("cat", "hat")
    assert near("bat", ["hat", "cat"]) == ("hat", "cat")


def test_the_name_itself_is_no_suggestion() -> None:
    assert near("label", ["label"]) == ()


@pytest.mark.parametrize(
    ("left", "right", "steps"),
    [
        ("", "", 0),
        ("a", "a", 0),
        ("ab", "ba", 1),
        ("abc", "ac", 1),
        ("abc", "abcd", 1),
        ("abc", "axc", 1),
        ("ab", "cd", 2),
    ],
)
def test_distance(left: str, right: str, steps: int) -> None:
    assert distance(left, right, 5) == steps == distance(right, left, 5)


def test_distance_stops_at_its_limit() -> None:
    assert distance("aaaaaa", "bbbbbb", 2) == 3
