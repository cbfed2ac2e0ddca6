"""What a run does is what changed: counted in files parsed, specs resolved, modules imported and files written."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from difyspec.resolve import resolve
from difyspec.source.compose import compose
from difyspec.source.lines import Lines

from tests.support.commands import Run

NAMES = ("one", "three", "two")
# Nothing brings an icon along, so there is something to say about each of them.
SPEC = """spec: 1
provider: {name}
label: Example
conventions: as_imported
plugin: {{author: example, version: 0.0.1, created_at: '2024-01-01T00:00:00Z'}}
icons: {{small: missing.svg}}
models:
  llm:
    predefined:
      - large: {{mode: chat, context_size: 8000, label: Large}}
      - small: {{mode: chat, context_size: 4000, label: Small}}
"""
HEAVY = ("black", "datamodel_code_generator", "jinja2", "difyspec.checks", "difyspec.emit.python")


@pytest.fixture
def specs(project: Path) -> Path:
    """Three specs with hand-written adapters, in which something is found that does not block."""
    for name in NAMES:
        (project / "spec" / name).mkdir(parents=True)
        (project / "spec" / name / "provider.yaml").write_text(SPEC.format(name=name))
    return project / "spec"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Counter[str]:
    """How often a YAML file of a spec was parsed and a spec was resolved."""
    monkeypatch.setenv("DIFYSPEC_CACHE_DIR", str(tmp_path / "cache"))
    counts: Counter[str] = Counter()

    def parsed(lines: Lines) -> object:
        counts["parsed"] += lines.file.startswith("spec/")
        return compose(lines)

    def resolved(*arguments: Any, **more: Any) -> object:
        counts["resolved"] += 1
        return resolve(*arguments, **more)

    monkeypatch.setattr("difyspec.source.load.compose", parsed)
    monkeypatch.setattr("difyspec.compile.resolve", resolved)
    return counts


def test_each_spec_is_read_and_resolved_once(here: Run, specs: Path, counted: Counter[str]) -> None:
    assert here("generate").code == 0
    assert counted == {"parsed": 3, "resolved": 3}


def test_nothing_to_do_reads_no_spec(here: Run, specs: Path, counted: Counter[str]) -> None:
    assert "D507" in here("generate").out
    counted.clear()
    again = here("generate")
    assert (again.code, again.out.count("unchanged")) == (0, 3)
    assert "3 findings in unchanged specs; difyspec check shows them" in again.err
    assert not counted


def test_one_edited_spec_is_the_only_one_read(here: Run, specs: Path, counted: Counter[str]) -> None:
    assert here("generate").code == 0
    counted.clear()
    spec = specs / "two" / "provider.yaml"
    spec.write_text(spec.read_text().replace("8000", "9000"))
    again = here("generate")
    assert counted == {"parsed": 1, "resolved": 1}
    assert "generated/two: 1 updated, 4 unchanged" in again.out


def test_check_looks_again_where_something_was_found(here: Run, specs: Path, counted: Counter[str]) -> None:
    assert here("generate").code == 0
    for _ in range(2):
        counted.clear()
        assert "D507" in here("check").out
        assert counted["resolved"] == 3


def test_hand_written_adapters_need_nothing_of_what_generated_ones_do(specs: Path) -> None:
    asked = f"""
import sys
from difyspec.cli.run import run
assert run(["generate"]) == 0
print("imported:", [one for one in {HEAVY} if one in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", asked], cwd=specs.parent, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "imported: []", done.stderr
