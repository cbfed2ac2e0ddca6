"""The work of ``difyspec generate``."""
