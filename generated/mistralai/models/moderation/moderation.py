"""The moderation models of MistralAI."""

# generated from spec/mistralai; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, moderation
from runtime.protocols import json_mapping

type ModerateCall = calls.ModerateCall[Credentials, Discovered]


class MistralaiModerationModel(moderation.ModeratingModel[Credentials, Discovered]):
    """A moderation model of MistralAI."""

    connection = Connection()

    def protocol(self, call: ModerateCall) -> moderation.Protocol:
        """What speaks to the server."""
        return json_mapping.moderation(
            "/moderations",
            lambda items: {"model": call.model.wire_name, "input": items},
            flagged="results[].categories.*",
        )

    def options(self, call: ModerateCall) -> moderation.Options:
        """How this call deviates from the usual."""
        return moderation.Options(chunk=32000)
