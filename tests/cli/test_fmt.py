"""``difyspec fmt``: specs are written in one way; what cannot be read stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import Run

UGLY = b"provider:   acme\nspec: 1   # the language\nmodels: {llm: {}}\n"
FINE = b"spec: 1  # the language\nprovider: acme\n\nmodels:\n  llm: {}\n"


@pytest.fixture
def spec(project: Path) -> Path:
    """The file of a spec that is not formatted."""
    file = project / "spec/acme/provider.yaml"
    file.parent.mkdir(parents=True)
    file.write_bytes(UGLY)
    return file


@pytest.mark.parametrize("path", [[], ["acme"], ["spec/acme"], ["spec/acme/provider.yaml"]])
def test_formats(here: Run, spec: Path, path: list[str]) -> None:
    assert here("fmt", *path).out == "spec/acme/provider.yaml\n"
    assert spec.read_bytes() == FINE
    again = here("fmt", *path)
    assert (again.code, again.out, again.err) == (0, "", "all is formatted\n")


def test_check_writes_nothing(here: Run, spec: Path) -> None:
    done = here("fmt", "--check")
    assert (done.code, done.out) == (1, "spec/acme/provider.yaml: not formatted\n")
    assert spec.read_bytes() == UGLY
    spec.write_bytes(FINE)
    assert here("fmt", "--check").code == 0


def test_all_files_of_a_spec(here: Run, spec: Path) -> None:
    other = spec.with_name("models.yml")
    other.write_bytes(b"models: {llm: {predefined: [a, b]}}\n")
    hooks = spec.with_name("hooks.py")
    hooks.write_bytes(b"x   = 1\n")
    assert here("fmt").out == "spec/acme/models.yml\nspec/acme/provider.yaml\n"
    assert other.read_bytes() == b"models:\n  llm:\n    predefined:\n      - a\n      - b\n"
    assert hooks.read_bytes() == b"x   = 1\n"


def test_a_mark_and_foreign_line_breaks(here: Run, spec: Path) -> None:
    spec.write_bytes(b"\xef\xbb\xbf" + UGLY.replace(b"\n", b"\r\n"))
    assert here("fmt").code == 0
    assert spec.read_bytes() == b"\xef\xbb\xbf" + FINE
    assert here("fmt", "--check").code == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"a: [x\n", "D014"), (b"- a\n", "D101"), (b"", "D004"), (b"a: \xff\n", "D002"), (b"a: 1\na: 2\n", "D020")],
)
def test_what_cannot_be_read_stays(here: Run, spec: Path, content: bytes, code: str) -> None:
    spec.write_bytes(content)
    fine = spec.parents[1] / "other/provider.yaml"
    fine.parent.mkdir()
    fine.write_bytes(UGLY)
    done = here("fmt")
    assert done.code == 1
    assert code in done.out
    assert spec.read_bytes() == content
    assert fine.read_bytes() == FINE


def test_mistakes_of_the_language_do_not_keep_a_spec_from_being_formatted(here: Run, spec: Path) -> None:
    spec.write_bytes(b"provder: acme\nspec: 1\nmodels: [no map]\n")
    assert here("fmt").code == 0
    assert spec.read_bytes() == b"spec: 1\n\nmodels:\n  - no map\n\nprovder: acme\n"


def test_unknown_names(here: Run, spec: Path) -> None:
    done = here("fmt", "acmee")
    assert done.code == 2
    assert "Did you mean 'acme'?" in done.err
