"""Specs in ``spec/`` do what the sections here do: they differ from the recordings for the same reasons."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
import yaml
from difyspec.compile import compile_spec

from tests.golden.catalogue import with_words
from tests.golden.forking import zygote
from tests.golden.replaying import (
    FORMATTED,
    HERE,
    SHARED,
    SPECS,
    Compared,
    idle,
    judged,
    listed_reasons,
    reasons,
    records,
    written,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "golden").is_dir(), reason="the recordings are not there"),
]

BESIDES = yaml.safe_load((HERE / "in_place.yaml").read_text("utf-8"))

OTHER_SERVERS = {"openllm", "xinference"}
"""Specs in ``spec/`` for servers of today; the recorded plugins speak to older ones, or through a vendor's library."""


@cache
def compared(provider: str) -> list[Compared]:
    """The records of a provider, compared with what the spec in ``spec/`` does; it says the recording's words."""
    given = [*reasons(provider), *listed_reasons(BESIDES[provider])]
    with tempfile.TemporaryDirectory() as place:
        spec = Path(shutil.copytree(SPECS / provider, Path(place) / "spec" / provider))
        with_words(spec, HERE / provider, SHARED / "golden" / f"{provider}.jsonl")
        compilation = compile_spec(spec, cache=FORMATTED)
        assert compilation.files is not None, compilation.findings
        made = written(compilation.files, Path(place) / "plugin")
        with closing(zygote().runs(made, records(provider))) as runs:
            return [judged(record, run, given) for record, run in runs]


@pytest.mark.parametrize("provider", sorted(BESIDES))
def test_it_does_what_was_recorded(provider: str) -> None:
    left = [f"{one.record.id} {one.record.case}: {each}" for one in compared(provider) for each in one.unexplained]
    assert left == []


@pytest.mark.parametrize("provider", sorted(BESIDES))
def test_every_reason_of_its_own_is_needed(provider: str) -> None:
    assert idle(listed_reasons(BESIDES[provider]), compared(provider)) == ()


def test_every_spec_of_a_recorded_plugin_with_a_section_is_here() -> None:
    sections = {path.parent.name for path in HERE.glob("*/transport.yaml")}
    assert set(BESIDES) == {name for name in sections if (SPECS / name).is_dir()} - OTHER_SERVERS
