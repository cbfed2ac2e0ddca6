"""D933."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.dependencies import pyproject
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import at

_CLAUSE = re.compile(r"(>=|<=|==|!=|~=|>|<)\s*3\.(\d+)")
_RUN = 12


@rule("D933", WARNING)
def excludes_python(plugin: Plugin) -> Iterator[Hit]:
    """pyproject.toml excludes the Python that Dify runs plugins with

    Dify makes the environment with Python 3.12.

    Why: The installation fails.

    Fix: Write `requires-python = ">=3.12"`.

    Wrong:
        requires-python = ">=3.13"

    Right:
        requires-python = ">=3.12"
    """
    project = pyproject(plugin.layout)
    asked = project.get("requires-python") if project is not None else None
    if isinstance(asked, str) and not all(_holds(sign, int(minor)) for sign, minor in _CLAUSE.findall(asked)):
        file = plugin.layout.folder.shown("pyproject.toml")
        lines = (plugin.layout.folder.text("pyproject.toml") or "").splitlines()
        line = next((number for number, one in enumerate(lines, 1) if one.lstrip().startswith("requires-python")), 1)
        yield Hit(at(file, line), f"`requires-python` is `{asked}`, and Dify runs plugins with Python 3.{_RUN}")


def _holds(sign: str, minor: int) -> bool:
    return {
        ">=": minor <= _RUN,
        "<=": minor >= _RUN,
        "==": minor == _RUN,
        "!=": minor != _RUN,
        "~=": minor <= _RUN,
        ">": minor < _RUN,
        "<": minor > _RUN,
    }[sign]
