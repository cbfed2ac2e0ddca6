"""D803."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import meant
from difyspec.checks.rule import ERROR, UNSAFE, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.loaders import Trouble


@rule("D803", ERROR, UNSAFE)
def unknown_word(refused: Refusals) -> Iterator[Hit]:
    """A word is not one of those that a loader knows

    Model types, features, properties, types of parameters and fields, templates, tags and architectures are closed
    lists.

    Why: The loader refuses the whole plugin because of one unknown word.

    Fix: Write one of the known words.

    Wrong:
        features: [toolcall]

    Right:
        features: [tool-call]
    """
    for one in refused.of(Trouble.WORD):
        yield Hit(
            one.refusal.span, one.message, one.refusal.help, one.refusal.suggestion, fix=meant(refused, one.refusal)
        )
