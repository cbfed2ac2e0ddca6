"""D801."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import misspelt
from difyspec.checks.rule import ERROR, UNSAFE, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.loaders import Trouble


@rule("D801", ERROR, UNSAFE)
def missing_value(refused: Refusals) -> Iterator[Hit]:
    """A value is missing that a loader requires

    A key that the SDK or Dify's daemon requires is not there, or is empty.

    Why: The plugin cannot be packed, installed or started, and the loader's message names neither file nor line.

    Fix: Add the key.

    Wrong:
        model: acme-chat
        model_type: llm

    Right:
        model: acme-chat
        model_type: llm
        model_properties: {mode: chat, context_size: 8192}
    """
    for one in refused.of(Trouble.MISSING):
        refusal = one.refusal
        fix = misspelt(refused, refusal) if refusal.suggestion else None
        yield Hit(refusal.span, one.message, refusal.help, refusal.suggestion, fix=fix)
