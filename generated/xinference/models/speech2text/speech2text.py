"""The speech-to-text models of Xorbits Inference."""

# generated from spec/xinference; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, speech2text
from runtime.protocols import openai_transcriptions

type TranscribeCall = calls.TranscribeCall[Credentials, Discovered]


class XinferenceSpeech2TextModel(speech2text.TranscriptionModel[Credentials, Discovered]):
    """A speech-to-text model of Xorbits Inference."""

    connection = Connection()

    def protocol(self, call: TranscribeCall) -> speech2text.Protocol:
        """What speaks to the server."""
        return openai_transcriptions.transcribe
