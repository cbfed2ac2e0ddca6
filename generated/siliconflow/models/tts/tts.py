"""The text-to-speech models of SiliconFlow."""

# generated from spec/siliconflow; do not edit

from adapter.connection import FORM, TtsConnection
from adapter.entities import Credentials, Discovered
from runtime import calls, customs, tts
from runtime.protocols import openai_speech

type Call = calls.Call[Credentials, Discovered]
type SpeakCall = calls.SpeakCall[Credentials, Discovered]


class SiliconflowTTSModel(tts.SpeechModel[Credentials, Discovered]):
    """A text-to-speech model of SiliconFlow."""

    connection = TtsConnection(FORM)

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.set("default_voice", f"{call.model.name}:alex")
        model.voices(
            [
                calls.Voice("Alex（男声）", f"{call.model.name}:alex", ("zh-Hans", "en-US")),
                calls.Voice("Benjamin（男声）", f"{call.model.name}:benjamin", ("zh-Hans", "en-US")),
                calls.Voice("Charles（男声）", f"{call.model.name}:charles", ("zh-Hans", "en-US")),
                calls.Voice("David（男声）", f"{call.model.name}:david", ("zh-Hans", "en-US")),
                calls.Voice("Anna（女声）", f"{call.model.name}:anna", ("zh-Hans", "en-US")),
                calls.Voice("Bella（女声）", f"{call.model.name}:bella", ("zh-Hans", "en-US")),
                calls.Voice("Claire（女声）", f"{call.model.name}:claire", ("zh-Hans", "en-US")),
                calls.Voice("Diana（女声）", f"{call.model.name}:diana", ("zh-Hans", "en-US")),
            ],
        )

    def protocol(self, call: SpeakCall) -> tts.Protocol:
        """What speaks to the server."""
        return openai_speech.speak
