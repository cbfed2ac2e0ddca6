"""Workshop as a provider: how its credentials are tested."""

# generated from spec/workshop; do not edit

from runtime import providers


class WorkshopProvider(providers.CustomProvider):
    """The models of Workshop bring their own credentials, so there is nothing to test here."""
