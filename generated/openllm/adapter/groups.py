"""Named sets of models of OpenLLM."""

# generated from spec/openllm; do not edit

from runtime import patterns

OFFERS_TOP_K = patterns.Group("*llama*", "*qwen*", "*mistral*", "*mixtral*", "*gemma*", "*phi*")
SMALL_CONTEXT = patterns.Group("*-2k*", "*phi-2*")
