"""Named sets of models of OpenAI."""

# generated from spec/openai; do not edit

from runtime import patterns

REASONS = patterns.Group("gpt-5*", "chat-latest", "o3*")
