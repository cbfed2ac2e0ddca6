"""What models are: profiles, overrides and columns composed, for models in the spec and for those users add."""
