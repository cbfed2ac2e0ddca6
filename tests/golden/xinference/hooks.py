"""Which voices a model has: Xinference lists none, so there is the server's own choice, which has no name for it."""

from collections.abc import Iterator

from adapter.entities import Credentials, Discovered
from runtime import calls
from runtime.protocols import openai_speech

type Call = calls.Call[Credentials, Discovered]
type SpeakCall = calls.SpeakCall[Credentials, Discovered]

_DEFAULT = "default"


def voices(call: Call, language: str | None) -> list[calls.Voice]:
    """The server's own choice, in whatever language."""
    return [calls.Voice("Default", _DEFAULT)]


def speak(call: SpeakCall, text: str, voice: str, format: str | None) -> Iterator[bytes]:
    """Speech as OpenAI has it, where an empty voice is what leaves the choice to the server."""
    return openai_speech.speak(call, text, "" if voice == _DEFAULT else voice, format)
