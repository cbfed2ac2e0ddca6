"""D804."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import ERROR, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.loaders import Trouble


@rule("D804", ERROR)
def wrong_format(refused: Refusals) -> Iterator[Hit]:
    """A text does not have the form that a loader asks for

    Names, authors, versions, addresses, times and patterns of files follow rules, and the SDK's differ from the
    daemon's: what both take is a version of three numbers, a name in small letters, a time with a zone.

    Why: The plugin cannot be packed, installed or started.

    Fix: Write the text in the form that all loaders take.

    Wrong:
        version: 1.0.0rc1

    Right:
        version: 1.0.0-rc1
    """
    for one in refused.of(Trouble.FORMAT):
        yield Hit(one.refusal.span, one.message, one.refusal.help)
