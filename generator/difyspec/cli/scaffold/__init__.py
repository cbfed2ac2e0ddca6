"""Beginnings that an author goes on with: what ``difyspec new`` and ``generate --scaffold`` write into a spec."""
