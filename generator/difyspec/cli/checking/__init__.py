"""The work of ``difyspec check``."""
