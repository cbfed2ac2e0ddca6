"""Specs in ``spec/`` do what the sections here do: they differ from the recordings for the same reasons."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import yaml
from difyspec.compile import compile_spec

from tests.golden.observing import Zygote
from tests.golden.replaying import HERE, SHARED, SPECS, judged, listed_reasons, reasons, records, written

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "golden").is_dir(), reason="the recordings are not there"),
]

BESIDES = yaml.safe_load((HERE / "in_place.yaml").read_text("utf-8"))


@pytest.mark.parametrize("provider", sorted(BESIDES))
def test_it_does_what_was_recorded(provider: str) -> None:
    files = compile_spec(SPECS / provider).files
    assert files is not None
    given = [*reasons(provider), *listed_reasons(BESIDES[provider])]
    with tempfile.TemporaryDirectory() as folder, Zygote() as zygote:
        runs = zygote.runs(written(files, Path(folder)), records(provider))
        found = [judged(record, run, given) for record, run in runs]
    left = [f"{one.record.id} {one.record.case}: {each}" for one in found for each in one.unexplained]
    assert left == []
