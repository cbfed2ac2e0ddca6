"""Specs as people write them: the nine sketches, the specs of this project, and those of its tests."""

from __future__ import annotations

import pytest
from difyspec.language import read
from difyspec.source import load_file

from tests.language.reading import ROOT, sketches

OWN = sorted(ROOT.glob("spec/*/provider.yaml")) + sorted(ROOT.glob("tests/cases/*/spec/provider.yaml"))


def test_every_sketch_is_read_without_findings() -> None:
    paths = sketches()
    assert len(paths) == 9
    for path in paths:
        file, said = load_file(path)
        assert file is not None
        document, findings = read([file])
        assert (said, findings) == ([], ())
        assert document is not None
        assert document.provider == path.stem


@pytest.mark.parametrize("path", OWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_own_specs_are_read_without_findings(path: object) -> None:
    file, said = load_file(path)  # type: ignore[arg-type]
    assert file is not None
    assert (said, read([file])[1]) == ([], ())
