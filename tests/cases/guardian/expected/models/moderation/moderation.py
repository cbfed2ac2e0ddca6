"""The moderation models of Guardian."""

# generated from spec/guardian; do not edit

from adapter.connection import FORM, Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, moderation
from runtime.protocols import openai_moderations

type ModerateCall = calls.ModerateCall[Credentials, Discovered]


class GuardianModerationModel(moderation.ModeratingModel[Credentials, Discovered]):
    """A moderation model of Guardian."""

    connection = Connection(FORM)

    def protocol(self, call: ModerateCall) -> moderation.Protocol:
        """What speaks to the server."""
        return openai_moderations.moderate
