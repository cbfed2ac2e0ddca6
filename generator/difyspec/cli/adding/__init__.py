"""The work of ``difyspec add``."""
