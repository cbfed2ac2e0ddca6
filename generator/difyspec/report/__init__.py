"""How findings are shown. Every form is one function of the findings and of the texts they point into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from difyspec.diagnostics import Finding, ordered
from difyspec.report.aside import NOTHING, Aside
from difyspec.report.github import workflow_commands
from difyspec.report.json_list import json_list
from difyspec.report.plain import plain
from difyspec.report.summary import summary

__all__ = ["FORMATS", "Aside", "render", "summary"]


class Form(Protocol):
    """A way to show findings that are in order; `texts` are the contents of files by the path that spans name.

    `aside` is what was found as well and does not count.
    """

    def __call__(self, findings: tuple[Finding, ...], texts: Mapping[str, str], *, color: bool, aside: Aside) -> str:
        """The whole text to print, with a line break at its end unless it is empty."""
        ...


def _sarif(findings: tuple[Finding, ...], texts: Mapping[str, str], *, color: bool, aside: Aside) -> str:
    from difyspec.report.sarif import sarif  # needs the rules and the reader of YAML, which others do not

    return sarif(findings, texts, color=color, aside=aside)


FORMATS: dict[str, Form] = {"text": plain, "json": json_list, "github": workflow_commands, "sarif": _sarif}


def render(
    findings: Iterable[Finding],
    texts: Mapping[str, str],
    form: str = "text",
    *,
    color: bool = False,
    aside: Aside = NOTHING,
) -> str:
    """Findings by file, position and code in one of `FORMATS`; `KeyError` for another one."""
    return FORMATS[form](ordered(findings), texts, color=color, aside=aside)
