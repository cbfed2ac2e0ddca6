"""The speech-to-text models of GroqCloud."""

# generated from spec/groq; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, speech2text
from runtime.protocols import openai_transcriptions

type TranscribeCall = calls.TranscribeCall[Credentials, Discovered]


class GroqSpeech2TextModel(speech2text.TranscriptionModel[Credentials, Discovered]):
    """A speech-to-text model of GroqCloud."""

    connection = Connection()

    def protocol(self, call: TranscribeCall) -> speech2text.Protocol:
        """What speaks to the server."""
        return openai_transcriptions.transcribe

    def options(self, call: TranscribeCall) -> speech2text.Options:
        """How this call deviates from the usual."""
        return speech2text.Options(content_type=False)
