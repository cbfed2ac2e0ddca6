"""MistralAI as a provider: how its credentials are tested."""

# generated from spec/mistralai; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials
from runtime import providers


class MistralaiProvider(providers.PredefinedProvider[Credentials]):
    """Tests the form of MistralAI by calling a model."""

    connection = Connection()

    def targets(self, cred: Credentials) -> tuple[providers.Target, ...]:
        """The models that are called to test the form."""
        return (("llm", "mistral-small-latest"),)
