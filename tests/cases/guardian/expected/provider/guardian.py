"""Guardian as a provider: how its credentials are tested."""

# generated from spec/guardian; do not edit

from adapter.connection import FORM, Connection
from adapter.entities import Credentials
from runtime import providers


class GuardianProvider(providers.PredefinedProvider[Credentials]):
    """Tests the form of Guardian by calling a model."""

    connection = Connection(FORM)

    def targets(self, cred: Credentials) -> tuple[providers.Target, ...]:
        """The models that are called to test the form."""
        return (("llm", "guard-chat"),)
