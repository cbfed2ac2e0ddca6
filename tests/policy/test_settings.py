"""Where settings are looked for, and which of several beginnings of a code decides."""

from __future__ import annotations

from pathlib import Path

import pytest
from difyspec.diagnostics import Finding, Severity, at
from difyspec.policy.settings import Asked, FailOn, Selection, Settings
from difyspec.source.upward import settings_files

from tests.policy.reading import settings_of

HERE = Path("/somewhere")


def said(code: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(code, severity, "wrong", "Fix it.", at("a.yaml"))


@pytest.mark.parametrize(
    ("file", "command", "code", "expected"),
    [
        (Selection(), Selection(), "D847", True),
        (Selection(("D9",), (), closed=True), Selection(), "D847", False),
        (Selection(("D8",), ("D84",), closed=True), Selection(), "D847", False),
        (Selection(("D8", "D847"), ("D84",), closed=True), Selection(), "D847", True),
        (Selection(("D847",), ("D847",), closed=True), Selection(), "D847", False),
        (Selection((), ("D84",)), Selection(), "D850", True),
        (Selection((), ("D847",)), Selection(("D8",), (), closed=True), "D847", True),
        (Selection(("D847",), (), closed=True), Selection((), ("D8",)), "D847", False),
        (Selection(("D9",), (), closed=True), Selection((), ("D8",)), "D923", True),
        (Selection(), Selection(("D847",), (), closed=True), "D841", False),
        (Selection(), Selection(("D8",), ("D84",), closed=True), "D847", False),
    ],
)
def test_selection(file: Selection, command: Selection, code: str, expected: bool) -> None:
    settings = Asked(command).over(Settings(HERE, (file,)))
    assert settings.looks_at(code, HERE / "a.yaml") is expected
    assert settings.counts(said(code), HERE / "a.yaml") is expected
    assert settings.counts(said(code, Severity.ERROR), HERE / "a.yaml") is True, "errors always count"


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.yaml", "deep/down/a.yaml", True),
        ("a.yaml", "deep/a.yaml", True),
        ("old/**", "old/a.yaml", True),
        ("old/", "old/deep/down/a.yaml", True),
        ("old/**", "older/a.yaml", False),
        ("old/*.yaml", "old/deep/a.yaml", False),
        ("**/old/*.yaml", "x/y/old/a.yaml", True),
        ("[ab]*/x?.yaml", "bee/x1.yaml", True),
        ("*.yaml", "../a.yaml", False),
        ("a" * 40 + "/**", "old/a.yaml", False),
    ],
)
def test_files(pattern: str, path: str, expected: bool) -> None:
    settings = Settings(HERE / "home", per_file=((pattern, ("D84",)),))
    found = Path(str(HERE / "home" / path).replace("/home/..", ""))
    assert settings.looks_at("D847", found) is not expected
    assert settings.looks_at("D920", found) is True


def test_a_pattern_full_of_stars_takes_no_time() -> None:
    settings = Settings(HERE, per_file=(("/".join(["**", "*a*a*a*a*"] * 60), ("D8",)),))
    assert settings.looks_at("D847", HERE / ("a" * 200) / "b")


def test_severity_of_the_longest_beginning_and_the_command_line_first() -> None:
    file = {"D8": Severity.INFO, "D847": Severity.ERROR}
    settings = Settings(HERE, severities=(file,))
    assert settings.severity(said("D847")) is Severity.ERROR
    assert settings.severity(said("D841")) is Severity.INFO
    assert settings.severity(said("D920")) is Severity.WARNING
    assert settings.severity(said("D801", Severity.ERROR)) is Severity.ERROR
    over = Asked(severity={"D84": Severity.WARNING}).over(settings)
    assert over.severity(said("D847")) is Severity.WARNING


@pytest.mark.parametrize(
    ("level", "severity", "expected"),
    [
        (FailOn.ERROR, Severity.WARNING, False),
        (FailOn.ERROR, Severity.ERROR, True),
        (FailOn.WARNING, Severity.WARNING, True),
        (FailOn.WARNING, Severity.INFO, False),
        (FailOn.INFO, Severity.INFO, True),
        (FailOn.NEVER, Severity.ERROR, False),
    ],
)
def test_fail_on(level: FailOn, severity: Severity, expected: bool) -> None:
    assert Settings(HERE, fail_on=level).fails([said("D847", severity)]) is expected
    assert Settings(HERE, fail_on=level).fails([]) is False


def test_the_nearest_settings_and_no_further_than_the_repository(tmp_path: Path) -> None:
    inner = tmp_path / "repository/plugins/acme"
    inner.mkdir(parents=True)
    (tmp_path / "difyspec.toml").write_text('fail-on = "info"\n')
    assert settings_of(inner).settings.fail_on is FailOn.INFO
    (tmp_path / "repository/.git").mkdir()
    assert settings_files(inner) == ()
    (tmp_path / "repository/pyproject.toml").write_text('[project]\nscripts = {difyspec = "x"}\n')
    assert settings_of(inner).settings.fail_on is FailOn.ERROR
    (tmp_path / "repository/pyproject.toml").write_text('[tool]\ndifyspec.fail-on = "never"\n')
    assert settings_of(inner).settings.fail_on is FailOn.NEVER
    (tmp_path / "repository/plugins/difyspec.toml").write_text("")
    assert settings_of(inner).settings.fail_on is FailOn.ERROR


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"a = " + b"[" * 5000, b"a = 1\na = 2\n", b"\x00", b"x", b"[tool.difyspec]\n", b"tool = 1"],
)
def test_whatever_stands_there_ends_in_findings(content: bytes, tmp_path: Path) -> None:
    for name in ("difyspec.toml", "pyproject.toml"):
        (tmp_path / name).write_bytes(content)
        read = settings_of(tmp_path)
        assert read.settings.fail_on is FailOn.ERROR
        assert all(one.span.line >= 1 and one.message for one in read.findings)


def test_settings_that_are_a_folder_or_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "difyspec.toml").mkdir()
    (tmp_path / "pyproject.toml").symlink_to(tmp_path / "nothing")
    assert settings_of(tmp_path).findings == ()
