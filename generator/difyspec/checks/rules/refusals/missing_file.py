"""D806."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import ERROR, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.loaders import Trouble


@rule("D806", ERROR)
def missing_file(refused: Refusals) -> Iterator[Hit]:
    """A file is missing, empty, or not packed

    The manifest and the provider's YAML name files; each must be there, and the ignore file must not leave it out of
    the package.

    Why: The plugin cannot be packed, installed or started.

    Fix: Make the file, correct its path, or take it out of the ignore file.

    Wrong:
        models:
          llm: {position: models/llm/_positions.yaml, predefined: [models/llm/*.yaml]}

    Right:
        models:
          llm: {position: models/llm/_position.yaml, predefined: [models/llm/*.yaml]}
    """
    for one in refused.of(Trouble.FILE):
        yield Hit(one.refusal.span, one.message, one.refusal.help)
