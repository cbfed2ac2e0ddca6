"""Which findings count: settings, suppressions in place, baselines.

Errors always count. Whatever is decided here is about the rest, and about what ``difyspec check`` shows; `generate`
never asks. Nothing is imported here, so that looking for settings costs nothing where there are none.
"""
