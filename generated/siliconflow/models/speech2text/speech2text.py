"""The speech-to-text models of SiliconFlow."""

# generated from spec/siliconflow; do not edit

from adapter.connection import FORM, Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, speech2text
from runtime.protocols import openai_transcriptions

type TranscribeCall = calls.TranscribeCall[Credentials, Discovered]


class SiliconflowSpeech2TextModel(speech2text.TranscriptionModel[Credentials, Discovered]):
    """A speech-to-text model of SiliconFlow."""

    connection = Connection(FORM)

    def protocol(self, call: TranscribeCall) -> speech2text.Protocol:
        """What speaks to the server."""
        return openai_transcriptions.transcribe

    def options(self, call: TranscribeCall) -> speech2text.Options:
        """How this call deviates from the usual."""
        return speech2text.Options(content_type=False)
