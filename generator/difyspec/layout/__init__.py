"""A plugin's files: which there are, which globs match which, what is packed, what its Python says."""

from difyspec.layout.layout import Layout, layout_of
from difyspec.layout.listing import MODEL_KEYS, Listed, TypeListing

__all__ = ["MODEL_KEYS", "Layout", "Listed", "TypeListing", "layout_of"]
