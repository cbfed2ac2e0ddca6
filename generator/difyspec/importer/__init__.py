"""Existing plugins → provider → a spec as a person would have written it.

`read` turns the files of a plugin into the resolved provider, exactly; `factor` finds what its models have in common
and says each thing once.
"""
