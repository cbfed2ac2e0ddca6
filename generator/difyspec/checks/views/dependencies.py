"""What a plugin depends on: pyproject.toml, else requirements.txt, as Dify installs it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from difyspec.diagnostics import Span, at
from difyspec.layout import Layout

SDK = "dify-plugin"
_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: its name in canonical form, its text, its place."""

    name: str
    text: str
    span: Span


def requirements(layout: Layout) -> tuple[Requirement, ...] | None:
    """The requirements; None where there is no file or it cannot be read."""
    if layout.has("pyproject.toml"):
        text = layout.folder.text("pyproject.toml")
        project = pyproject(layout)
        listed = project.get("dependencies") if project is not None else None
        if text is None or not isinstance(listed, list):
            return None
        file = layout.folder.shown("pyproject.toml")
        return tuple(_located(one, file, text) for one in listed if isinstance(one, str))
    text = layout.folder.text("requirements.txt") if layout.has("requirements.txt") else None
    return tuple(_lines(text, layout.folder.shown("requirements.txt"))) if text is not None else None


def pyproject(layout: Layout) -> dict[str, object] | None:
    """The table `project` of pyproject.toml; None where there is none or it cannot be read."""
    text = layout.folder.text("pyproject.toml") if layout.has("pyproject.toml") else None
    if text is None:
        return None
    try:
        found = tomllib.loads(text).get("project")
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _located(one: str, file: str, text: str) -> Requirement:
    for number, line in enumerate(text.splitlines(), 1):
        column = line.find(one)
        if column >= 0:
            return Requirement(_canonical(one), one, at(file, number, column + 1, len(one)))
    return Requirement(_canonical(one), one, at(file))


def _lines(text: str, file: str) -> Iterator[Requirement]:
    for number, line in enumerate(text.splitlines(), 1):
        one = re.split(r"(?:^|\s)#|\s--|;", line)[0].strip().rstrip("\\").strip()
        if one and not one.startswith("-"):
            yield Requirement(_canonical(one), one, at(file, number, line.find(one) + 1, len(one)))


def _canonical(requirement: str) -> str:
    found = _NAME.match(requirement)
    return re.sub(r"[-_.]+", "-", found[1]).lower() if found else ""
