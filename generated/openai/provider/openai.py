"""OpenAI as a provider: how its credentials are tested."""

# generated from spec/openai; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials
from runtime import providers
from runtime.values import first


class OpenaiProvider(providers.PredefinedProvider[Credentials]):
    """Tests the form of OpenAI by calling a model."""

    connection = Connection()

    def targets(self, cred: Credentials) -> tuple[providers.Target, ...]:
        """The models that are called to test the form."""
        return (("llm", first(cred.validate_model, "gpt-4o-mini")),)
