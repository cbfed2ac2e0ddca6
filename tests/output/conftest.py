"""A folder to generate into."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from difyspec.output import journal
from difyspec.output.plan import Plan

from tests.support.plugin_folder import Generate, planned


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "generated"


@pytest.fixture
def generate(out: Path) -> Generate:
    """Plans and applies, as the command does."""

    def run(files: Mapping[str, bytes]) -> Plan:
        with journal.exclusive(out):
            journal.recover(out)
            made = planned(out, files)
            journal.apply(out, made)
        return made

    return run
