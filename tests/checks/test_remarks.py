"""Each folder of ``tests/checks/remarks/`` holds a spec in ``spec/`` beside what the rules say of its declarations.

``DIFYSPEC_RECORD=1 pytest tests/checks/test_remarks.py`` writes each ``expected.txt`` anew; read what changed before
you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from difyspec.compile import compile_spec
from difyspec.report import render

ROOT = Path(__file__).parent / "remarks"
RECORD = os.environ.get("DIFYSPEC_RECORD") == "1"


@pytest.mark.parametrize("case", sorted(path.name for path in ROOT.iterdir()))
def test_what_is_said(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / case)
    made = compile_spec(Path("spec"), emitted=False, remarked=True)
    shown = render(made.remarks, made.texts)
    expected = Path("expected.txt")
    if RECORD:
        expected.write_text(shown, "utf-8")
    assert shown == expected.read_text("utf-8")
