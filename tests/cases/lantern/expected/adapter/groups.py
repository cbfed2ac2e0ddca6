"""Named sets of models of Lantern."""

# generated from spec/lantern; do not edit

from runtime import patterns

THINKS = patterns.Group("lamp-think*")
