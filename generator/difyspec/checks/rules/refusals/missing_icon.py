"""D807."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import ERROR, SAFE, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.diagnostics.fix import SetValue, safe
from difyspec.loaders import Trouble


@rule("D807", ERROR, SAFE)
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
        refusal = one.refusal
        short = refusal.suggestion
        fix = safe(refusal.span.file, SetValue(refusal.path, short)) if short else None
        yield Hit(refusal.span, one.message, refusal.help, short, fix=fix)
