"""It s quoted and {{ braced }} {% raw %} ${x} %s {0} as a provider: how its credentials are tested."""

# generated from spec/hostile; do not edit

from adapter.connection import Connection
from adapter.entities import Credentials
from runtime import providers


class HostileProvider(providers.PredefinedProvider[Credentials]):
    """Tests the form of It s quoted and {{ braced }} {% raw %} ${x} %s {0} by calling a model."""

    connection = Connection()

    def targets(self, cred: Credentials) -> tuple[providers.Target, ...]:
        """The models that are called to test the form."""
        return (("llm", 'it\'s {a} "model"'),)
