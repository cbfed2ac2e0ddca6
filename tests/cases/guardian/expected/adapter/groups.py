"""Named sets of models of Guardian."""

# generated from spec/guardian; do not edit

from runtime import patterns

THINKERS = patterns.Group("guard-think*", "-guard-think-lite")
