"""D807."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import ERROR, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.loaders import Trouble


@rule("D807", ERROR)
def missing_icon(refused: Refusals) -> Iterator[Hit]:
    """An icon is not in `_assets`

    Icons are named without the folder, and must be there for every language that is listed.

    Why: `dify plugin package` refuses the plugin.

    Fix: Put the image into `_assets`, and write only its name.

    Wrong:
        icon: _assets/icon.svg

    Right:
        icon: icon.svg
    """
    for one in refused.of(Trouble.ICON):
        yield Hit(one.refusal.span, one.message, one.refusal.help, one.refusal.suggestion)
