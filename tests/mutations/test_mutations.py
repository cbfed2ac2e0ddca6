"""One slip at a time in sound plugins and specs: is there a finding, is it at the slip, does it name what was meant?"""

from __future__ import annotations

import pytest

from tests.mutations import plugins, specs
from tests.mutations.mutation import LEAST, OPERATORS, Score, measure, sampled
from tests.mutations.table import DOCUMENT, rows, table

SAMPLE = 40  # slips of an operator in specs
DRIFT = 0.03  # by which the share of a sample may differ from the one in the document


@pytest.fixture(scope="module")
def in_plugins() -> Score:
    return measure(plugins.mutations(), plugins.said)


@pytest.fixture(scope="module")
def in_specs() -> Score:
    with specs.saying() as said:
        return measure(sampled(specs.mutations(), SAMPLE, 7), said)


@pytest.fixture(params=["in_plugins", "in_specs"])
def score(request: pytest.FixtureRequest) -> Score:
    found: Score = request.getfixturevalue(request.param)
    return found


def test_there_is_enough_to_spoil(in_plugins: Score, in_specs: Score) -> None:
    assert in_plugins.made.total() > 700
    assert min(in_specs.made[operator] for operator in OPERATORS) >= min(SAMPLE, 30)


@pytest.mark.parametrize("share", LEAST)
def test_slips_are_found_placed_and_named(score: Score, share: str) -> None:
    assert score.shares()[share] >= LEAST[share], (score.shares(), score.misses)


def test_the_document_has_what_is_measured_in_plugins(in_plugins: Score) -> None:
    text = DOCUMENT.read_text("utf-8")
    assert rows("in plugins", table(in_plugins, in_plugins)) == rows("in plugins", text), "see docs/diagnostics.md"


def test_the_document_agrees_with_a_sample_in_specs(in_specs: Score) -> None:
    made, found, placed, to_name, named = rows("in specs", DOCUMENT.read_text("utf-8"))["**all**"]
    told = {"found": found / made, "placed": placed / made, "named": named / to_name}
    assert told == pytest.approx(in_specs.shares(), abs=DRIFT)
    assert all(told[share] >= least for share, least in LEAST.items())
