"""SiliconFlow as a provider: how its credentials are tested."""

# generated from spec/siliconflow; do not edit

from adapter.connection import FORM, Connection
from adapter.entities import Credentials
from runtime import providers


class SiliconflowProvider(providers.PredefinedProvider[Credentials]):
    """Tests the form of SiliconFlow by calling a model."""

    connection = Connection(FORM)

    def targets(self, cred: Credentials) -> tuple[providers.Target, ...]:
        """The models that are called to test the form."""
        return (("llm", "deepseek-ai/DeepSeek-V3"),)
