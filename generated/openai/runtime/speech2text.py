"""The base of models that write down what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import IO, Any

import dify_plugin
from pydantic import BaseModel

from . import audio, bodies, calls, defaults, errors, guard

type Protocol = Callable[[calls.TranscribeCall[Any, Any], calls.Audio], str]

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Options:
    """Settings of one transcription.

    `content_type`: whether the recording's media type goes with it; `path` overrides the protocol's own.
    """

    content_type: bool = True
    path: str | None = None


class TranscriptionModel[C: BaseModel, F: BaseModel](guard.Guard[C, F], dify_plugin.Speech2TextModel):
    """A speech-to-text model. A generated class names its protocol and overrides what deviates."""

    # ---- what generated classes fill in -----------------------------------------------------------------------------

    def protocol(self, call: calls.TranscribeCall[C, F]) -> Protocol:
        """How the server is asked."""
        raise NotImplementedError(f"{self.connection.name} has no protocol for {call.model.name}")

    def send(self, call: calls.TranscribeCall[C, F], body: bodies.Body) -> None:
        """The steps of ``send``: further form fields such as language and prompt."""

    def options(self, call: calls.TranscribeCall[C, F]) -> Options:
        """Where the server is asked."""
        return Options()

    def demo(self) -> calls.Audio:
        """The recording that tests credentials: the one that the SDK brings."""
        with open(self._get_demo_file_path(), "rb") as file:
            return audio.read(file)

    def ping(self, call: calls.TranscribeCall[C, F]) -> Mapping[str, object]:
        """What the request that tests credentials carries besides what it asks, by dotted targets."""
        return {}

    # ---- what the SDK calls -----------------------------------------------------------------------------------------

    def _invoke(self, model: str, credentials: dict[str, Any], file: IO[bytes], user: str | None = None) -> str:
        """The text of a recording. Raises the SDK's errors; one too large for the model is not sent."""
        with self.mapping(credentials):
            call = self._call(self.prepare(model, credentials, user))
            recording = audio.read(file)
            _require_size(audio.size(recording), call.model.number("file_upload_limit"))
            return self._transcribe(call, recording)

    def check(self, model: str, credentials: dict[str, Any]) -> None:
        """Transcribes a short recording; what is heard does not matter."""
        call = self._call(self.prepare(model, credentials))
        self._transcribe(call, self.demo(), defaults.tested(self.send, self.ping))

    # ---- how ----

    def _call(self, call: calls.Call[C, F]) -> calls.TranscribeCall[C, F]:
        return calls.TranscribeCall(**vars(call))

    def _transcribe(
        self,
        call: calls.TranscribeCall[C, F],
        recording: calls.Audio,
        send: Callable[[calls.TranscribeCall[C, F], bodies.Body], None] | None = None,
    ) -> str:
        protocol, options = self.protocol(call), self.options(call)
        body = defaults.body(call, defaults.fields(protocol, call), send or self.send)
        ready = recording if options.content_type else replace(recording, mime=None)
        text: object = protocol(replace(call, body=body, path=options.path), ready)
        if not isinstance(text, str):
            raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no text")
        return text


def _require_size(size: int, limit: int | None) -> None:
    """Raises errors.Failure (bad request) for an empty recording and one of more than `limit` megabytes."""
    if size == 0:
        raise errors.Failure(errors.BAD_REQUEST, "the recording is empty")
    if limit is not None and size > limit * MEGABYTE:
        text = f"the recording has {size / MEGABYTE:.1f} MB; the model takes at most {limit} MB"
        raise errors.Failure(errors.BAD_REQUEST, text)
