"""One class a kind of value: how it is decoded, what its JSON Schema is, how the documentation calls it."""
