"""The work of ``difyspec import``."""
