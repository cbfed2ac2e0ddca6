"""D869."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.diagnostics import nearest
from difyspec.layout.tree import down, is_null, items_at, text_at
from difyspec.source import ListNode


@rule("D869", WARNING)
def incomplete_voices(model: Model) -> Iterator[Hit]:
    """A speech model lacks voices, or what Dify needs of them

    A voice has `mode` (its id), `name` and `language`; `default_voice` is the mode of one of them.

    Why: Without `language` the list of voices cannot be filtered and the call for it fails; a default that is no
    voice is sent to the server as it is.

    Fix: Write `voices` with `mode`, `name` and `language`, and a `default_voice` among them.

    Wrong:
        model_properties:
          default_voice: ally
          voices: [{mode: alloy, name: Alloy}]

    Right:
        model_properties:
          default_voice: alloy
          voices: [{mode: alloy, name: Alloy, language: [en-US]}]
    """
    if model.type != "tts":
        return
    voices = items_at(model.node, "model_properties", "voices")
    if is_null(model.property_of("default_voice")):
        yield Hit(model.at("model_properties"), f"`{model.id}` has no `default_voice`")
    if is_null(model.property_of("voices")):
        yield Hit(model.at("model_properties"), f"`{model.id}` has no `voices`")
        return
    modes = [mode for voice in voices if (mode := text_at(voice, "mode")) is not None]
    default = text_at(model.node, "model_properties", "default_voice")
    if default is not None and modes and default not in modes:
        span = model.at("model_properties", "default_voice")
        guess = nearest(default, modes)
        yield Hit(span, f"`{default}` is the default voice of `{model.id}` and none of its voices", suggestion=guess)
    for voice in voices:
        lacks = [key for key in ("mode", "name", "language") if is_null(down(voice, key))]
        languages = down(voice, "language")
        if lacks:
            yield Hit(voice.span.start(), f"a voice of `{model.id}` lacks `{'`, `'.join(lacks)}`")
        elif not isinstance(languages, ListNode) and languages is not None:
            yield Hit(languages.span, f"`language` of a voice of `{model.id}` is no list")
