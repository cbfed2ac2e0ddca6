"""Every key of a section does something that a recording shows: if it changes, a recording is not met any more.

All mutants of a section take minutes, so each run takes a few of each, and ``DIFYSPEC_ALL_KEYS=1`` all of them. What
no recording can show is listed in ``unobserved.yaml`` beside the section with its reason.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

from tests.golden.mutating import Mutant
from tests.golden.observing import Observer, Zygote
from tests.golden.replaying import HERE, SHARED, providers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "golden").is_dir(), reason="the recordings are not there"),
]

ALL = os.environ.get("DIFYSPEC_ALL_KEYS") == "1"
FEW = 2


@dataclass(frozen=True, slots=True)
class Listed:
    """Keys that no recording shows, by patterns of where they are, and of what they became behind a colon."""

    why: str
    keys: tuple[str, ...]

    def means(self, mutant: Mutant) -> bool:
        """Whether a change is one of them."""
        names = (mutant.at, f"{mutant.at}: {mutant.kind}")
        return any(fnmatchcase(name, key.replace("[", "[[]")) for key in self.keys for name in names)


def listed(provider: str) -> list[Listed]:
    """What is listed for a provider."""
    path = HERE / provider / "unobserved.yaml"
    found = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else []
    return [Listed(one["why"], tuple(one["keys"])) for one in found]


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote() as process:
        yield process


@pytest.fixture
def observer(request: pytest.FixtureRequest, zygote: Zygote) -> Iterator[Observer]:
    with tempfile.TemporaryDirectory() as place:
        yield Observer(str(request.param), zygote, Path(place))


@pytest.mark.parametrize("observer", providers(), indirect=True)
def test_a_recording_notices_a_change(observer: Observer) -> None:
    given = listed(observer.provider)
    mutants = observer.mutants()
    silent = [one for one in mutants if not any(each.means(one) for each in given)]
    some = silent if ALL else random.Random(observer.provider).sample(silent, min(FEW, len(silent)))
    found = [observer.observe(one) for one in some]
    assert [f"{one.mutant.at}: {one.mutant.kind}: {one.by}" for one in found if one.unseen] == []


@pytest.mark.parametrize("observer", providers(), indirect=True)
def test_what_is_listed_is_there_and_goes_unnoticed(observer: Observer) -> None:
    mutants = observer.mutants()
    for one in listed(observer.provider):
        assert one.why.endswith(".")
        for key in one.keys:
            meant = [mutant for mutant in mutants if Listed(one.why, (key,)).means(mutant)]
            found = [observer.observe(mutant) for mutant in (meant if ALL else [])]
            noticed = [f"{each.mutant.at}: {each.mutant.kind}: {each.by}" for each in found if not each.unseen]
            assert meant, f"nothing is called {key}"
            assert [each for each in noticed if not each.endswith("refused")] == []
