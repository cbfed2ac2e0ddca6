"""The speech-to-text models of OpenAI."""

# generated from spec/openai; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import bodies, calls, speech2text
from runtime.patterns import matches
from runtime.protocols import openai_transcriptions

type TranscribeCall = calls.TranscribeCall[Credentials, Discovered]


class OpenaiSpeech2TextModel(speech2text.TranscriptionModel[Credentials, Discovered]):
    """A speech-to-text model of OpenAI."""

    connection = Connection()

    def protocol(self, call: TranscribeCall) -> speech2text.Protocol:
        """What speaks to the server."""
        return openai_transcriptions.transcribe

    def send(self, call: TranscribeCall, body: bodies.Body) -> None:
        """Turns the parameters into what the server wants."""
        if matches(call.model.wire_name, "*-diarize"):
            body.set("chunking_strategy", "auto")
            body.set("response_format", "diarized_json")
