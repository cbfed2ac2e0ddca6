"""The moderation models of OpenAI."""

# generated from spec/openai; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, moderation
from runtime.protocols import openai_moderations

type ModerateCall = calls.ModerateCall[Credentials, Discovered]


class OpenaiModerationModel(moderation.ModeratingModel[Credentials, Discovered]):
    """A moderation model of OpenAI."""

    connection = Connection()

    def protocol(self, call: ModerateCall) -> moderation.Protocol:
        """What speaks to the server."""
        return openai_moderations.moderate
