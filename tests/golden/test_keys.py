"""Every key of a section does something that a recording shows: if it changes, a recording is not met any more.

A run takes a few mutants of each section, and ``DIFYSPEC_ALL_KEYS=1`` all of them: some 3,500, which one core has tried
in a quarter of an hour. What no recording can show is listed in ``unobserved.yaml`` beside the section, with its
reason.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from fnmatch import fnmatchcase

import pytest
import yaml

from tests.golden.forking import zygote
from tests.golden.mutating import Mutant
from tests.golden.observing import REFUSED, Observed, Observer
from tests.golden.replaying import HERE, SHARED, providers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "golden").is_dir(), reason="the recordings are not there"),
]

ALL = os.environ.get("DIFYSPEC_ALL_KEYS") == "1"
FEW = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """Keys that no recording shows, by patterns of where they are, and of what they became behind a colon."""

    why: str
    keys: tuple[str, ...]

    def means(self, mutant: Mutant) -> bool:
        """Whether a change is one of them."""
        return any(meant(key, mutant) for key in self.keys)


def meant(key: str, mutant: Mutant) -> bool:
    """Whether a pattern of a list means a change."""
    names = (mutant.at, f"{mutant.at}: {mutant.kind}")
    return any(fnmatchcase(name, key.replace("[", "[[]")) for name in names)


def listed(provider: str) -> list[Listed]:
    """What is listed for a provider."""
    path = HERE / provider / "unobserved.yaml"
    found = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else []
    return [Listed(one["why"], tuple(one["keys"])) for one in found]


@pytest.fixture(scope="module")
def observer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Observer:
    return Observer(str(request.param), zygote(), tmp_path_factory.mktemp(str(request.param)))


def told(one: Observed) -> str:
    return f"{one.mutant.at}: {one.mutant.kind}: {one.by}"


def misplaced(observer: Observer, key: str, mutants: list[Mutant]) -> list[str]:
    """What is wrong with a pattern of a list: changes that are noticed, or that none goes unnoticed."""
    found = [observer.observe(one) for one in mutants if meant(key, one)]
    noticed = [told(one) for one in found if not one.unseen and one.by != REFUSED]
    return noticed if any(one.unseen for one in found) else [*noticed, f"nothing goes unnoticed of {key}"]


@pytest.mark.parametrize("observer", providers(), indirect=True)
def test_a_recording_notices_a_change(observer: Observer) -> None:
    given = listed(observer.provider)
    silent = [one for one in observer.mutants() if not any(each.means(one) for each in given)]
    some = silent if ALL else random.Random(observer.provider).sample(silent, min(FEW, len(silent)))
    unseen = [told(one) for one in map(observer.observe, some) if one.unseen]
    assert not unseen, "\n".join(unseen)


@pytest.mark.parametrize("observer", providers(), indirect=True)
def test_what_is_listed_is_there_and_goes_unnoticed(observer: Observer) -> None:
    mutants = observer.mutants()
    for one in listed(observer.provider):
        assert one.why.endswith(".")
        for key in one.keys:
            assert any(meant(key, mutant) for mutant in mutants), f"nothing is called {key}"
            wrong = misplaced(observer, key, mutants) if ALL else []
            assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("observer", ["groq"], indirect=True)
def test_an_entry_that_a_recording_notices_is_told(observer: Observer) -> None:
    noticed, idle = misplaced(observer, "transport/endpoint", observer.mutants())
    assert noticed.startswith("transport/endpoint: 'https://other.api.groq.com/openai/v1': groq/")
    assert idle == "nothing goes unnoticed of transport/endpoint"
