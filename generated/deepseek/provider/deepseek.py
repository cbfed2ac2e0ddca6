"""DeepSeek as a provider: how its credentials are tested."""

# generated from spec/deepseek; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials
from runtime import providers


class DeepseekProvider(providers.PredefinedProvider[Credentials]):
    """Tests the form of DeepSeek by calling a model."""

    connection = Connection()

    def targets(self, cred: Credentials) -> tuple[providers.Target, ...]:
        """The models that are called to test the form."""
        return (("llm", "deepseek-v4-flash"),)
