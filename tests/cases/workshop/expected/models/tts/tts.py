"""The text-to-speech models of Workshop."""

# generated from spec/workshop; do not edit

import hooks
from adapter.connection import FORM, Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, tts

type Call = calls.Call[Credentials, Discovered]
type SpeakCall = calls.SpeakCall[Credentials, Discovered]


class WorkshopTTSModel(tts.SpeechModel[Credentials, Discovered]):
    """A text-to-speech model of Workshop."""

    connection = Connection(FORM)

    def protocol(self, call: SpeakCall) -> tts.Protocol:
        """What speaks to the server."""
        return hooks.speak

    def voices(self, call: Call, language: str | None) -> list[calls.Voice]:
        """The voices to choose from."""
        return hooks.voices(call, language)
