"""The resolved provider: frozen, fully typed, without a trace of how it was written."""
