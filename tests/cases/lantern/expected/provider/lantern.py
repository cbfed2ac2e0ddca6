"""Lantern as a provider: how its credentials are tested."""

# generated from spec/lantern; do not edit

from runtime import providers


class LanternProvider(providers.CustomProvider):
    """The models of Lantern bring their own credentials, so there is nothing to test here."""
