"""What commands write, and where: results and findings to stdout, everything about the work itself to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

import click

from difyspec.diagnostics import Finding
from difyspec.diagnostics.steering import escaped, harmless

if TYPE_CHECKING:
    from difyspec.report import Aside


def colored(stream: TextIO) -> bool:
    """Whether a stream shows colours: it is a terminal, and nobody set NO_COLOR."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def show(findings: Iterable[Finding], texts: Mapping[str, str], form: str, aside: Aside | None = None) -> None:
    """Prints findings in one of the forms of `report`; `aside` is what was found as well and does not count."""
    from difyspec.report import Aside, render

    color = colored(sys.stdout)
    text = render(findings, texts, form, color=color, aside=aside or Aside())
    if form != "text":  # that one is harmless already but for its colours
        text = harmless(text) if form == "github" else escaped(text)
    click.echo(text, nl=False, color=color)


def say(text: str) -> None:
    """Prints a line of a command's result."""
    click.echo(harmless(text), color=colored(sys.stdout))


def note(text: str) -> None:
    """Prints a line about the work, to stderr."""
    click.echo(harmless(text), err=True, color=colored(sys.stderr))


class Progress:
    """One line at the bottom of the terminal that says what is being done; silent where stderr is none."""

    def __init__(self, steps: int, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._live = self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._steps = steps
        self._done = 0

    def step(self, text: str) -> None:
        """Says what is done now."""
        self._done += 1
        if self._live:
            self._stream.write(f"\r\x1b[K[{self._done}/{self._steps}] {text}")
            self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
