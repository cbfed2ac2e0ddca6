"""Jina as a provider: how its credentials are tested."""

# generated from spec/jina; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials
from runtime import providers


class JinaProvider(providers.PredefinedProvider[Credentials]):
    """Tests the form of Jina by calling a model."""

    connection = Connection()

    def targets(self, cred: Credentials) -> tuple[providers.Target, ...]:
        """The models that are called to test the form."""
        return (("text-embedding", "jina-embeddings-v3"),)
