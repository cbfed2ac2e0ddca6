"""Hooks of Acme."""

from runtime import calls


def count_tokens(call: calls.Call) -> str | None:
    return call.model.name
