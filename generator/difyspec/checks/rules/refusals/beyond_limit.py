"""D805."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import ERROR, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.loaders import Trouble


@rule("D805", ERROR)
def beyond_limit(refused: Refusals) -> Iterator[Hit]:
    """A text is too long, a list too large or a number out of range for a loader

    Why: The plugin cannot be packed, installed or started.

    Fix: Stay within the limit.

    Wrong:
        permission: {storage: {enabled: true, size: 10}}

    Right:
        permission: {storage: {enabled: true, size: 1048576}}
    """
    for one in refused.of(Trouble.LIMIT):
        yield Hit(one.refusal.span, one.message, one.refusal.help)
