"""Hooks of Acme."""

from adapter.entities import Credentials, Discovered
from runtime import calls


def count_tokens(call: calls.EmbedCall[Credentials, Discovered]) -> int:
    return len(call.model.name)
