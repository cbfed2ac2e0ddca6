"""Expressions and patterns: from text to the trees of `provider.expressions`."""
