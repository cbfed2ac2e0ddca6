"""The text-to-speech models of OpenAI."""

# generated from spec/openai; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, tts
from runtime.protocols import openai_speech

type SpeakCall = calls.SpeakCall[Credentials, Discovered]


class OpenaiTTSModel(tts.SpeechModel[Credentials, Discovered]):
    """A text-to-speech model of OpenAI."""

    connection = Connection()

    def protocol(self, call: SpeakCall) -> tts.Protocol:
        """What speaks to the server."""
        return openai_speech.speak
