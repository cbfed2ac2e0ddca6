"""Named sets of models of OpenAI."""

# generated from spec/openai; do not edit

from runtime import patterns

NEWER_LIMIT = patterns.Group("gpt-5*", "chat-latest", "o3*")
REASONS = patterns.Group("gpt-5*", "o3*")
ONLY_CHAT = patterns.Group("gpt-audio*")
ONLY_RESPONSES = patterns.Group("*-pro", "*-pro-20*")
