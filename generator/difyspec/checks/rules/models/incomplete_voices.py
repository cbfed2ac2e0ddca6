"""D869."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.diagnostics import nearest
from difyspec.diagnostics.fix import Path, RenameKey, SetValue, unsafe
from difyspec.layout.tree import down, entries_at, is_null, items_at, text_at, texts_at
from difyspec.source import Node

_KEYS = ("mode", "name", "language")


@rule("D869", WARNING, UNSAFE)
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
        edit = SetValue(("model_properties", "default_voice"), guess or "")
        fix = unsafe(model.node.span.file, edit) if guess is not None else None
        message = f"`{default}` is the default voice of `{model.id}` and none of its voices"
        yield Hit(span, message, suggestion=guess, fix=fix)
    for index, voice in enumerate(voices):
        yield from _voice(model, voice, ("model_properties", "voices", index))


def _voice(model: Model, voice: Node, path: Path) -> Iterator[Hit]:
    unknown = {key.text: key for key, _ in entries_at(voice) if key.text not in _KEYS}
    for key in _KEYS:
        found = down(voice, key)
        guess = nearest(key, unknown)
        if is_null(found):
            span = unknown[guess].span if guess is not None else voice.span.start()
            renamed = guess is not None and found is None
            fix = unsafe(model.node.span.file, RenameKey((*path, guess or ""), key)) if renamed else None
            suggestion = key if guess is not None else None
            yield Hit(span, f"a voice of `{model.id}` lacks `{key}`", suggestion=suggestion, fix=fix)
        elif found is not None and key == "language" and not (items_at(found) and _texts(found)):
            yield Hit(found.span, f"`language` of a voice of `{model.id}` is no list of languages")
        elif found is not None and key != "language" and text_at(voice, key) is None:
            yield Hit(found.span, f"`{key}` of a voice of `{model.id}` is no text")


def _texts(node: Node) -> bool:
    return len(list(texts_at(node))) == len(items_at(node))
