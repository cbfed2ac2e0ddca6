"""OpenLLM as a provider: how its credentials are tested."""

# generated from spec/openllm; do not edit

from runtime import providers


class OpenllmProvider(providers.CustomProvider):
    """The models of OpenLLM bring their own credentials, so there is nothing to test here."""
