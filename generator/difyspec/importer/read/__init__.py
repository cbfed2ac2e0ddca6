"""The YAML of a plugin → the resolved provider.

What the language has words for becomes a typed value; anything else is kept verbatim in the `extra` of what it stands
in, so that emission gives back exactly the data that was read.
"""
