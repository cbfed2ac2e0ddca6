"""One case, before it has been carried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SERVER_ERRORS = tuple(f"http_{status}" for status in (400, 401, 403, 404, 429, 500, 503))
BLOCK_ERRORS = (*SERVER_ERRORS, "non_json", "body_error", "empty_json", "connect", "read_timeout")
STREAM_ERRORS = (
    "http_401",
    "http_429",
    "http_500",
    "non_json",
    "connect",
    "read_timeout",
    "stream_error",
    "stream_drop",
)

USER = "user-4711"


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked of a model, and how the server behaves; `name` says what the case is about."""

    name: str
    args: Mapping[str, Any] = field(default_factory=dict)
    scenario: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A call of one action. `type` is a model type with underscores, or ``provider``."""

    type: str
    action: str
    model: str | None
    credentials: Mapping[str, Any]
    call: Call

    def data(self, id: str, provider: str) -> dict[str, Any]:
        """The case as recordings write it."""
        made: dict[str, Any] = {
            "id": id,
            "provider": provider,
            "model_type": self.type,
            "model": self.model,
            "action": self.action,
            "case": self.call.name,
            "credentials": dict(self.credentials),
            "args": dict(self.call.args),
        }
        return {**made, "scenario": dict(self.call.scenario)} if self.call.scenario else made


def failing(name: str, errors: tuple[str, ...], args: Mapping[str, Any]) -> list[Call]:
    """One call a way to fail."""
    return [Call(f"{name}: {error}", args, {"error": error}) for error in errors]
