"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

FORMATS = ("text", "json", "github", "sarif")


def specs[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """``--specs DIR``."""
    return click.option(
        "--specs",
        type=click.Path(path_type=Path, file_okay=False),
        default="spec",
        show_default=True,
        metavar="DIR",
        help="The folder with one folder a spec.",
    )(function)


def out[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """``--out DIR``."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        default="generated",
        show_default=True,
        metavar="DIR",
        help="The folder with one folder a generated plugin.",
    )(function)


def form[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """``--format``, for commands that show findings."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="How findings are shown: for people, for programs, as annotations of a GitHub workflow, as SARIF.",
    )(function)
