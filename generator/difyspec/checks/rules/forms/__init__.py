"""Fields of the credential forms."""
