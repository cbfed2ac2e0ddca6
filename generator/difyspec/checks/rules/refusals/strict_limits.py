"""D813."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.refusals import Refusals


@rule("D813", WARNING)
def strict_limits(refused: Refusals) -> Iterator[Hit]:
    """The daemon's own limits are broken, which only shows in remote debugging or in answers

    The daemon states limits that it does not check when it packs or installs: at most 32 fields a form and 128
    options a field, texts shorter than 256 characters, names of people's languages only where a text is due.

    Why: The plugin installs, and then fails for whoever debugs it remotely, or with the next version of Dify.

    Fix: Stay within the limit.

    Wrong:
        help: {title: {en_US: Get a key}, url: {en_US: https://example.com}}

    Right:
        help: {en_US: Keys are at https://example.com}
    """
    for one in refused.sometimes:
        yield Hit(one.refusal.span, one.message, one.refusal.help, one.refusal.suggestion)
