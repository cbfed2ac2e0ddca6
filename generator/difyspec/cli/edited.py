"""Where in a generated file somebody has edited it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from difyspec.diagnostics import Finding, at
from difyspec.output.difference import first_line


def located(
    findings: Iterable[Finding], plugin: Path, written: Mapping[str, bytes]
) -> tuple[list[Finding], dict[str, str]]:
    """The findings with each edit (D602) at the first line that it changed, and the texts of the files edited.

    `written` are files as difyspec wrote them, by their path within the plugin; an edit of another one stays where it
    is, at the start of the file.
    """
    made: list[Finding] = []
    texts: dict[str, str] = {}
    for one in findings:
        path = one.span.file.removeprefix(f"{plugin.as_posix()}/")
        if one.code != "D602" or path not in written:
            made.append(one)
            continue
        placed, texts[one.span.file] = _located(one, plugin / path, written[path])
        made.append(placed)
    return made, texts


def _located(one: Finding, path: Path, written: bytes) -> tuple[Finding, str]:
    try:
        found = path.read_bytes()
        text = found.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return one, ""
    number = first_line(written, found)
    lines = text.splitlines() or [""]
    return replace(one, span=at(one.span.file, number, 1, len(lines[number - 1]))), text
