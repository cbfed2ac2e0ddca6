"""D811."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import ERROR, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.loaders import Trouble


@rule("D811", ERROR)
def too_large(refused: Refusals) -> Iterator[Hit]:
    """The plugin is larger than 50 MB

    Counted is what is packed, before compression.

    Why: `dify plugin package` and Dify itself refuse it.

    Fix: Leave out what the plugin does not need at run time, with lines in .difyignore.
    """
    for one in refused.of(Trouble.SIZE):
        yield Hit(one.refusal.span, one.message, one.refusal.help)
