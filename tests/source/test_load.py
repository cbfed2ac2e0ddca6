"""Files and folders: what is on disk may be anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from difyspec.source import load_file, load_folder


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"label: ab\n\xe4\xb8\xadx\xff: b\n", "D002", 2, 3),
        (b"\xff\xfea\x00", "D002", 1, 1),
        (b"a\x00b\x00", "D002", 1, 1),
        (b"a: b\x00c\n", "D003", 1, 5),
        ("ä: \u0007\n".encode(), "D003", 1, 4),
        ("a: x\ufeffy\n".encode(), "D003", 1, 5),
        (b"", "D004", 1, 1),
        (b"a: " + b"x" * 5_000_000, "D005", 1, 1),
    ],
)
def test_bytes_that_are_no_spec(tmp_path: Path, data: bytes, code: str, line: int, column: int) -> None:
    _, findings = load_file(write(tmp_path / "x.yaml", data), "x.yaml")
    assert [(one.code, str(one.span)) for one in findings] == [(code, f"x.yaml:{line}:{column}")]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file, findings = load_file(write(tmp_path / "x.yaml", "\ufeffa: 1\r\n"))
    assert findings == []
    assert file is not None
    assert file.text.startswith("a: 1")


def test_what_is_not_there(tmp_path: Path) -> None:
    assert [one.code for one in load_file(tmp_path / "none.yaml")[1]] == ["D001"]
    assert [one.code for one in load_file(tmp_path)[1]] == ["D001"]
    assert [one.code for one in load_folder(tmp_path / "none")[1]] == ["D001"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    file = write(tmp_path / "x.yaml", "a: 1")
    file.chmod(0)
    assert [one.code for one in load_file(file)[1]] == ["D001"]


def test_a_folder_is_read_once_and_in_order(tmp_path: Path) -> None:
    for name in ("models.yaml", "provider.yaml", "a.yml", "hooks.py", "icon.svg", "files/x.yaml", ".hidden.yaml"):
        write(tmp_path / name, "a: 1\n")
    write(tmp_path / "__pycache__" / "hooks.pyc", "x")
    folder, findings = load_folder(tmp_path)
    assert findings == []
    assert [Path(one.file).name for one in folder.files] == ["provider.yaml", "a.yml", "models.yaml"]
    assert [one.name for one in folder.hooks] == ["hooks.py"]
    assert folder.names == ("a.yml", "files/x.yaml", "hooks.py", "icon.svg", "models.yaml", "provider.yaml")
    assert set(folder.texts()) == {
        (tmp_path / n).as_posix() for n in ("provider.yaml", "a.yml", "models.yaml", "hooks.py")
    }


def test_an_empty_folder(tmp_path: Path) -> None:
    assert [one.code for one in load_folder(tmp_path)[1]] == ["D007"]


def test_every_broken_file_is_reported(tmp_path: Path) -> None:
    write(tmp_path / "provider.yaml", b"\xff")
    write(tmp_path / "models.yaml", "a: [")
    write(tmp_path / "hooks.py", b"\xff")
    assert sorted(one.code for one in load_folder(tmp_path)[1]) == ["D002", "D002", "D014"]


def test_links_must_stay_inside(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside.yaml", "a: 1")
    inside = write(tmp_path / "spec" / "provider.yaml", "spec: 1")
    (tmp_path / "spec" / "more.yaml").symlink_to(outside)
    (tmp_path / "spec" / "gone.yaml").symlink_to(tmp_path / "gone")
    (tmp_path / "spec" / "good.yaml").symlink_to(inside)
    (tmp_path / "spec" / "loop").symlink_to(tmp_path / "spec" / "loop")
    folder, findings = load_folder(tmp_path / "spec")
    assert [(one.code, Path(one.span.file).name) for one in findings] == [
        ("D006", "gone.yaml"),
        ("D006", "loop"),
        ("D006", "more.yaml"),
    ]
    assert len(folder.files) == 2
