"""The list of models of a provider: names, order, files, types."""
