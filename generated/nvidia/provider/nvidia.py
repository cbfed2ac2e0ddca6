"""API Catalog as a provider: how its credentials are tested."""

# generated from spec/nvidia; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials
from runtime import providers


class NvidiaProvider(providers.PredefinedProvider[Credentials]):
    """Tests the form of API Catalog by calling a model."""

    connection = Connection()

    def targets(self, cred: Credentials) -> tuple[providers.Target, ...]:
        """The models that are called to test the form."""
        return (("llm", "mistralai/mixtral-8x7b-instruct-v0.1"),)
