"""Checking expressions: every name exists, every type fits, every path may be read where it stands."""
