"""The base of models that speak, and the choice of their voice."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import dify_plugin
from pydantic import BaseModel

from . import bodies, calls, defaults, errors, guard, sentences, workers
from .streams import closing

type Protocol = Callable[[calls.SpeakCall[Any, Any], str, str, str | None], Iterator[bytes]]

LIMIT = 2000
"""Characters of one request where the model does not say."""
AHEAD = 16
"""Pieces of audio read in advance from each request that is not its turn yet."""


@dataclass(frozen=True)
class Options:
    """Settings of one call to a speaking model; None: what the model's description says.

    `word_limit`: characters in one request; `workers`: requests at once; `path` overrides the protocol's own.
    """

    word_limit: int | None = None
    workers: int | None = None
    path: str | None = None


def listed(voices: Sequence[calls.Voice], language: str | None = None) -> list[dict[str, str]]:
    """Voices as Dify lists them: those that speak `language`, or all if none says that it does."""
    fitting = [voice for voice in voices if not voice.languages or language in voice.languages]
    return [{"name": voice.name, "value": voice.id} for voice in (fitting if language else voices) or voices]


def chosen(voice: str | None, voices: Sequence[calls.Voice], default: str | None) -> str:
    """The voice to speak with: the one asked for if it is known, else the default, else the first.

    Where no voices are known, any that is asked for counts.
    """
    known = [one.id for one in voices]
    asked = (voice or "").strip()
    if asked and (asked in known or not known):
        return asked
    return default or next(iter(known), "")


class SpeechModel[C: BaseModel, F: BaseModel](guard.Guard[C, F], dify_plugin.TTSModel):
    """A text-to-speech model. A generated class names its protocol and overrides what deviates."""

    ping_text: str = "Hello."
    """The text that tests credentials."""

    # ---- what generated classes fill in -----------------------------------------------------------------------------

    def protocol(self, call: calls.SpeakCall[C, F]) -> Protocol:
        """How the server is asked."""
        raise NotImplementedError(f"{self.connection.name} has no protocol for {call.model.name}")

    def send(self, call: calls.SpeakCall[C, F], body: bodies.Body) -> None:
        """The steps of ``send``."""

    def options(self, call: calls.SpeakCall[C, F]) -> Options:
        """Limits of one request."""
        return Options()

    def voices(self, call: calls.Call[C, F], language: str | None) -> list[calls.Voice]:
        """The voices of a model: those of its description, or what a hook says. `language` is a wish."""
        found = call.model.properties.get("voices")
        return [_voice(item) for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []

    def ping(self, call: calls.SpeakCall[C, F]) -> Mapping[str, object]:
        """What the request that tests credentials carries besides what it asks, by dotted targets."""
        return {}

    # ---- what the SDK calls -----------------------------------------------------------------------------------------

    def _invoke(
        self,
        model: str,
        tenant_id: str,
        credentials: dict[str, Any],
        content_text: str,
        voice: str,
        user: str | None = None,
    ) -> Generator[bytes]:
        """The audio as it comes; closing it ends every request. Raises the SDK's errors, also while it runs."""
        with self.mapping(credentials):
            call = self._call(self.prepare(model, credentials, user))
            return self.mapped(credentials, self._speak(call, content_text, voice))

    def get_tts_model_voices(
        self, model: str, credentials: Mapping[str, Any], language: str | None = None
    ) -> list[dict[str, str]] | None:
        """The voices people may choose from; None for a model without."""
        with self.mapping(credentials):
            bare = self._bare(model, credentials)
            facts = self.connection.learn(bare, credentials, patient=False)
            call = self.connection.call(self._described(model, credentials, bare.model.base), credentials, None, facts)
            return listed(self.voices(call, language), language) or None

    def check(self, model: str, credentials: dict[str, Any]) -> None:
        """Has one word spoken and takes the first piece of audio."""
        call = self._call(self.prepare(model, credentials))
        sound = self._speak(call, self.ping_text, "", defaults.tested(self.send, self.ping))
        try:
            if not next(sound, b""):
                raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no audio")
        finally:
            sound.close()

    # ---- how ----

    def _call(self, call: calls.Call[C, F]) -> calls.SpeakCall[C, F]:
        return calls.SpeakCall(**vars(call))

    def _speak(
        self,
        call: calls.SpeakCall[C, F],
        text: str,
        voice: str,
        send: Callable[[calls.SpeakCall[C, F], bodies.Body], None] | None = None,
    ) -> Generator[bytes]:
        protocol, options = self.protocol(call), self.options(call)
        body = defaults.body(call, defaults.fields(protocol, call), send or self.send)
        ready = replace(call, body=body, path=options.path)
        speaker = self._speaker(call, voice)
        format_ = call.model.text("audio_type")
        limit = options.word_limit or call.model.number("word_limit") or LIMIT
        pieces = [piece for piece in sentences.split(text, max(1, limit)) if piece.strip()]
        at_once = options.workers or call.model.number("max_workers") or 1
        return workers.ordered_streams(
            lambda piece: _sounding(protocol(ready, piece, speaker, format_)), pieces, at_once, AHEAD
        )

    def _speaker(self, call: calls.SpeakCall[C, F], voice: str) -> str:
        """Who speaks. A hook may ask the server for its voices, which is not done where nothing depends on them.

        A list that cannot be had is no reason not to speak: whoever is asked for then does.
        """
        usual = call.model.text("default_voice")
        if usual and voice in ("", usual):
            return usual
        try:
            return chosen(voice, self.voices(call, None), usual)
        except errors.Failure:
            return voice or usual or ""


def _sounding(sound: Iterator[bytes]) -> Iterator[bytes]:
    """The audio of one piece of text. Raises errors.Failure where there is none."""
    silent = True
    with closing(sound):
        for piece in sound:
            if not isinstance(piece, bytes):
                raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has something other than audio")
            if piece:
                silent = False
                yield piece
    if silent:
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no audio")


def _voice(item: Mapping[str, Any]) -> calls.Voice:
    languages = item.get("language") or ()
    spoken = (languages,) if isinstance(languages, str) else tuple(map(str, languages))
    return calls.Voice(str(item.get("name") or item.get("mode")), str(item.get("mode")), spoken)
