"""The text-to-speech models of OpenAI."""

# generated from spec/openai; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, customs, tts
from runtime.protocols import openai_speech

type Call = calls.Call[Credentials, Discovered]
type SpeakCall = calls.SpeakCall[Credentials, Discovered]


class OpenaiTTSModel(tts.SpeechModel[Credentials, Discovered]):
    """A text-to-speech model of OpenAI."""

    connection = Connection()

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.voices(
            [
                calls.Voice(
                    "Alloy",
                    "alloy",
                    ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID"),
                ),
                calls.Voice("Ash", "ash", ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID")),
                calls.Voice(
                    "Ballad",
                    "ballad",
                    ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID"),
                ),
                calls.Voice(
                    "Coral",
                    "coral",
                    ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID"),
                ),
                calls.Voice("Echo", "echo", ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID")),
                calls.Voice(
                    "Fable",
                    "fable",
                    ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID"),
                ),
                calls.Voice("Onyx", "onyx", ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID")),
                calls.Voice("Nova", "nova", ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID")),
                calls.Voice("Sage", "sage", ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID")),
                calls.Voice(
                    "Shimmer",
                    "shimmer",
                    ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID"),
                ),
                calls.Voice(
                    "Verse",
                    "verse",
                    ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID"),
                ),
                calls.Voice(
                    "Marin",
                    "marin",
                    ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID"),
                ),
                calls.Voice(
                    "Cedar",
                    "cedar",
                    ("zh-Hans", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "th-TH", "id-ID"),
                ),
            ],
        )

    def protocol(self, call: SpeakCall) -> tts.Protocol:
        """What speaks to the server."""
        return openai_speech.speak
