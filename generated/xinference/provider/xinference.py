"""Xorbits Inference as a provider: how its credentials are tested."""

# generated from spec/xinference; do not edit

from runtime import providers


class XinferenceProvider(providers.CustomProvider):
    """The models of Xorbits Inference bring their own credentials, so there is nothing to test here."""
