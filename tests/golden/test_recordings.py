"""Transport sections of ours, under the declarations of real plugins, against recordings of these.

A record counts for its requests unless they are known to be wrong, and for its results unless these are. What differs
nevertheless is listed beside the section with its reason, and nothing is listed that does not differ.
"""

from __future__ import annotations

import pytest

from tests.golden.replaying import SHARED, providers, replayed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "golden").is_dir(), reason="the recordings are not there"),
]


@pytest.mark.parametrize("provider", providers())
def test_it_does_what_was_recorded(provider: str) -> None:
    unexplained = replayed(provider).unexplained
    assert not unexplained, "\n".join(unexplained[:20])


@pytest.mark.parametrize("provider", providers())
def test_every_difference_that_is_listed_occurs(provider: str) -> None:
    assert replayed(provider).idle == ()


@pytest.mark.parametrize("provider", providers())
def test_nothing_escapes(provider: str) -> None:
    assert [one.record.id for one in replayed(provider).records if one.run.escaped] == []
