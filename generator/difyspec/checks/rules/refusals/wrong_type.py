"""D802."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import ERROR, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.loaders import Trouble


@rule("D802", ERROR)
def wrong_type(refused: Refusals) -> Iterator[Hit]:
    """A value has a type that a loader refuses

    YAML turns `3.12` into a number and `Yes` into a bool; the SDK wants texts to be texts, the daemon numbers to be
    numbers, and both want maps and lists where they are due.

    Why: The plugin cannot be packed or started.

    Fix: Put texts that look like something else into quotes, and take numbers out of them.

    Wrong:
        default: 60

    Right:
        default: '60'
    """
    for one in refused.of(Trouble.TYPE):
        yield Hit(one.refusal.span, one.message, one.refusal.help)
