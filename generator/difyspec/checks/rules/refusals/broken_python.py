"""D808."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import ERROR, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.loaders import Trouble


@rule("D808", ERROR)
def broken_python(refused: Refusals) -> Iterator[Hit]:
    """A Python file that the SDK executes is no Python

    Why: The plugin does not start.

    Fix: Correct the line.
    """
    for one in refused.of(Trouble.PYTHON):
        yield Hit(one.refusal.span, one.message, one.refusal.help)
