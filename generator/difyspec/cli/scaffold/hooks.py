"""Skeletons of hooks that a spec names and that nobody has written yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from difyspec.cli.refusal import Refused
from difyspec.emit.python.scaffold import hooks_module, with_hooks
from difyspec.language import read
from difyspec.provider.hooks import Reference, references
from difyspec.provider.plugin import Provider
from difyspec.resolve import resolve
from difyspec.source import load_folder


def write_missing_hooks(spec: Path) -> list[Path]:
    """Writes skeletons for the missing hooks of a spec; the files written.

    Existing files only grow at their end. Nothing is written for a spec that has other errors than missing hooks.
    """
    folder, _ = load_folder(spec)
    document, _ = read(folder.files)
    draft = resolve(document, folder).draft if document is not None else None
    if draft is None:
        return []
    written: list[Path] = []
    for path, wanted in _homes(spec, _missing(draft)):
        _write(path, draft, wanted)
        written.append(path)
    return written


def _missing(draft: Provider) -> list[Reference]:
    there = {function.name for function in draft.hooks}
    return [one for one in references(draft) if one.name not in there]


def _homes(spec: Path, missing: list[Reference]) -> Iterator[tuple[Path, list[Reference]]]:
    """Where the skeletons go: into ``hooks.py``, or one file each where the author has a folder of hooks."""
    if not missing:
        return
    if not (spec / "hooks").is_dir():
        yield spec / "hooks.py", missing
        return
    for name in dict.fromkeys(one.name for one in missing):
        yield spec / "hooks" / f"{name}.py", [one for one in missing if one.name == name]


def _write(path: Path, draft: Provider, wanted: list[Reference]) -> None:
    try:
        existing = path.read_text("utf-8") if path.exists() else ""
        text = with_hooks(existing, draft, wanted) if existing.strip() else hooks_module(draft, wanted)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise Refused(f"{path.as_posix()} cannot be written: {(error.strerror or '').lower()}.") from None
