"""The text-to-speech models of Xorbits Inference."""

# generated from spec/xinference; do not edit

import hooks
from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, tts

type Call = calls.Call[Credentials, Discovered]
type SpeakCall = calls.SpeakCall[Credentials, Discovered]


class XinferenceTTSModel(tts.SpeechModel[Credentials, Discovered]):
    """A text-to-speech model of Xorbits Inference."""

    connection = Connection()

    def protocol(self, call: SpeakCall) -> tts.Protocol:
        """What speaks to the server."""
        return hooks.speak

    def voices(self, call: Call, language: str | None) -> list[calls.Voice]:
        """The voices to choose from."""
        return hooks.voices(call, language)
