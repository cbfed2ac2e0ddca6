"""The speech-to-text models of Workshop."""

# generated from spec/workshop; do not edit

import hooks
from adapter.connection import FORM, Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, speech2text

type TranscribeCall = calls.TranscribeCall[Credentials, Discovered]


class WorkshopSpeech2TextModel(speech2text.TranscriptionModel[Credentials, Discovered]):
    """A speech-to-text model of Workshop."""

    connection = Connection(FORM)

    def protocol(self, call: TranscribeCall) -> speech2text.Protocol:
        """What speaks to the server."""
        return hooks.transcribe
