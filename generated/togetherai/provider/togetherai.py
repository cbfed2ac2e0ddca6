"""together.ai as a provider: how its credentials are tested."""

# generated from spec/togetherai; do not edit

from runtime import providers


class TogetheraiProvider(providers.CustomProvider):
    """The models of together.ai bring their own credentials, so there is nothing to test here."""
