"""One module a part of the language: its models are the declaration that everything else is read from."""
