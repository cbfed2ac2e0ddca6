"""The moderation models of Workshop."""

# generated from spec/workshop; do not edit

import hooks
from adapter.connection import FORM, Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, moderation

type ModerateCall = calls.ModerateCall[Credentials, Discovered]


class WorkshopModerationModel(moderation.ModeratingModel[Credentials, Discovered]):
    """A moderation model of Workshop."""

    connection = Connection(FORM)

    def protocol(self, call: ModerateCall) -> moderation.Protocol:
        """What speaks to the server."""
        return hooks.moderate
