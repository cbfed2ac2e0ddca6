"""Caches and the formatter: what was computed once is not computed again, and never wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from difyspec.cli.caches import cache_folder
from difyspec.emit.cache import Cache, DiskCache, MemoryCache, key_of
from difyspec.emit.formatting import Formatter


@pytest.fixture(params=["memory", "disk"])
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> Cache:
    return MemoryCache() if request.param == "memory" else DiskCache(tmp_path / "deep" / "cache")


def test_keeps_texts(cache: Cache) -> None:
    key = key_of("a", "b")
    assert cache.get(key) is None
    cache.put(key, "one\ntwo 汉\r\n")
    cache.put(key_of("ab"), "")
    assert cache.get(key) == "one\ntwo 汉\r\n"
    assert cache.get(key_of("ab")) == ""


def test_keys_tell_parts_apart() -> None:
    keys = {key_of("ab"), key_of("a", "b"), key_of("", "ab"), key_of("1:a"), key_of("a", "", "b")}
    assert len(keys) == 5


@pytest.mark.parametrize("damage", [b"", b"short", b"0" * 64 + b"\nother text", b"\xff\xfe"])
def test_damaged_entries_are_not_used(tmp_path: Path, damage: bytes) -> None:
    cache, key = DiskCache(tmp_path), key_of("x")
    cache.put(key, "text")
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(damage)
    assert cache.get(key) is None
    cache.put(key, "text")
    assert cache.get(key) == "text"


def test_a_folder_that_cannot_be_made_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = DiskCache(tmp_path / "file" / "cache")
    cache.put(key_of("x"), "text")
    assert cache.get(key_of("x")) is None


def test_nothing_temporary_stays(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    for number in range(5):
        cache.put(key_of("same"), f"text {number}")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_folder() -> None:
    assert cache_folder({"DIFYSPEC_CACHE_DIR": "/own"}) == Path("/own")
    assert cache_folder({"XDG_CACHE_HOME": "/cache", "LOCALAPPDATA": "/cache"}).name == "difyspec"


def test_black_runs_once_for_each_text(tmp_path: Path) -> None:
    first = Formatter(DiskCache(tmp_path))
    assert first.format("x = {'a':1}\n") == 'x = {"a": 1}\n'
    assert first.format("x = {'a':1}\n") == 'x = {"a": 1}\n'
    assert first.format('x = {"a": 1}\n') == 'x = {"a": 1}\n'
    assert first.calls == 1
    second = Formatter(DiskCache(tmp_path))
    assert second.format("x = {'a':1}\n") == 'x = {"a": 1}\n'
    assert second.calls == 0


def test_what_is_no_python_is_refused() -> None:
    with pytest.raises(ValueError, match=r"(?i)cannot parse"):
        Formatter().format("def (:\n")
