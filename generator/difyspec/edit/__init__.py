"""Specs as text: one canonical way to write them, comments kept.

`from_data` and `from_nodes` make a tree of what is to be written, `order` puts keys into the order of the language,
`write` lays it out. Import and ``fmt`` both end here, so what is imported is formatted already.
"""

from difyspec.edit.format import format_spec, spec_text

__all__ = ["format_spec", "spec_text"]
