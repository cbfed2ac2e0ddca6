"""Named sets of models of MistralAI."""

# generated from spec/mistralai; do not edit

from runtime import patterns

MAGISTRAL = patterns.Group("magistral-*")
