"""Reading plugins: bounded, whatever lies in the folder."""

from __future__ import annotations

import os
from pathlib import Path

from difyspec.source import in_memory, open_folder


def test_names_are_sorted_and_tools_are_not_entered(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/x.yaml", ".difyignore", ".venv/lib/x.py", "a/__pycache__/x.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a: 1\n")
    folder = open_folder(tmp_path)
    assert list(folder.sizes) == [".difyignore", "a/x.yaml", "b.yaml"]
    assert folder.tools == (".venv", "a/__pycache__")
    assert folder.findings == []


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    plugin = tmp_path / "plugin"
    plugin.mkdir()
    (tmp_path / "secret.yaml").write_text("a: 1\n")
    (plugin / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (plugin / "loop").symlink_to("loop")
    (plugin / "folder").symlink_to(tmp_path)
    (plugin / "in.yaml").write_text("a: 1\n")
    (plugin / "same.yaml").symlink_to("in.yaml")
    folder = open_folder(plugin)
    assert list(folder.sizes) == ["in.yaml", "same.yaml"]
    assert sorted(one.code for one in folder.findings) == ["D006", "D006", "D006"]


def test_pipes_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "manifest.yaml")
    folder = open_folder(tmp_path)
    assert list(folder.sizes) == []
    assert folder.yaml("manifest.yaml") is None


def test_names_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.yaml")).write_text("a: 1\n")
    folder = open_folder(tmp_path)
    assert [one.code for one in folder.findings] == ["D001"]
    assert folder.findings[0].span.file.endswith("caf\\udce9.yaml")


def test_huge_files_are_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.yaml").open("wb") as file:
        file.truncate(50_000_000)
    folder = open_folder(tmp_path)
    assert folder.yaml("big.yaml") is None
    assert [one.code for one in folder.findings] == ["D005"]


def test_a_missing_folder() -> None:
    folder = open_folder(Path("no/such/folder"))
    assert [one.code for one in folder.findings] == ["D001"]


def test_empty_files_are_no_finding_broken_ones_are() -> None:
    folder = in_memory("p", {"x.yaml": b"a: 1\n", "y.yaml": b"", "z.yaml": b"a: [\n"})
    for name in folder.sizes:
        assert folder.yaml(name) is folder.yaml(name) is not None
    assert [one.span.file for one in folder.findings] == ["p/z.yaml"]
    assert folder.yaml("w.yaml") is None
    assert folder.texts() == {"p/x.yaml": "a: 1\n", "p/y.yaml": "", "p/z.yaml": "a: [\n"}
