"""D877."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.layout.tree import is_null


@rule("D877", INFO)
def no_speech_limits(model: Model) -> Iterator[Hit]:
    """A speech model does not say how long a text may be, or how many it speaks at once

    `word_limit` and `max_workers`.

    Why: Adapters split texts and start workers by them, and get None where they are missing.

    Fix: Write both.

    Wrong:
        model_properties:
          default_voice: alloy
          voices:
            - {mode: alloy, name: Alloy, language: [en-US]}
          audio_type: mp3

    Right:
        model_properties:
          default_voice: alloy
          voices:
            - {mode: alloy, name: Alloy, language: [en-US]}
          word_limit: 500
          audio_type: mp3
          max_workers: 4
    """
    if model.type != "tts" or model.deprecated:
        return
    missing = [key for key in ("word_limit", "max_workers") if is_null(model.property_of(key))]
    if missing:
        yield Hit(model.at("model_properties"), f"`{model.id}` has no {' and no '.join(f'`{key}`' for key in missing)}")
