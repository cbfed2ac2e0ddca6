"""What is equal here is equal for the replayer that comes with the recordings, record by record.

``DIFYSPEC_ALL_KEYS=1`` asks for every provider, otherwise for a few that differ in what they send.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from difyspec.conform.compare import Errors, Rules, compare

from tests.conform.test_agreement import REQUESTS, mismatches
from tests.golden.replaying import IGNORED, SHARED, Compared, plugin, providers, replayed
from tests.golden.test_keys import ALL

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "golden").is_dir(), reason="the recordings are not there"),
]

RESULTS = ("--errors", "class", "--ignore-headers", "accept,accept-charset")
SOME = ("funasr", "mimo", "vessl_ai")


@pytest.mark.parametrize("provider", providers() if ALL else SOME)
def test_requests(provider: str, tmp_path: Path) -> None:
    rules = Rules(requests_only=True, ignored_headers=IGNORED)
    ours = {one.record.id for one in replayed(provider).records if not one.record.bug and _differs(one, rules)}
    assert ours == _theirs(provider, REQUESTS, tmp_path)


@pytest.mark.parametrize("provider", providers() if ALL else SOME[:1])
def test_results(provider: str, tmp_path: Path) -> None:
    rules = Rules(errors=Errors.CLASS, ignored_headers=IGNORED)
    ours = {one.record.id for one in replayed(provider).records if _differs(one, rules)}
    assert ours == _theirs(provider, RESULTS, tmp_path)


def _differs(one: Compared, rules: Rules) -> bool:
    return bool(compare(one.record, one.run, rules))


def _theirs(provider: str, options: tuple[str, ...], report: Path) -> set[str]:
    with tempfile.TemporaryDirectory() as folder:
        return mismatches(plugin(provider, Path(folder)), provider, options, report / "report.json")
