"""Dify's five kinds of failure, and the failure that a call ends with."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from dify_plugin.errors.model import (
    InvokeAuthorizationError,
    InvokeBadRequestError,
    InvokeConnectionError,
    InvokeError,
    InvokeRateLimitError,
    InvokeServerUnavailableError,
)


class Kind(StrEnum):
    """Dify's kinds of failure; the value is how a spec writes them."""

    CONNECTION = "connection"
    SERVER_UNAVAILABLE = "server_unavailable"
    RATE_LIMIT = "rate_limit"
    AUTHORIZATION = "authorization"
    BAD_REQUEST = "bad_request"


CONNECTION = Kind.CONNECTION
SERVER_UNAVAILABLE = Kind.SERVER_UNAVAILABLE
RATE_LIMIT = Kind.RATE_LIMIT
AUTHORIZATION = Kind.AUTHORIZATION
BAD_REQUEST = Kind.BAD_REQUEST

INVOKE_ERRORS: Mapping[Kind, type[InvokeError]] = {
    CONNECTION: InvokeConnectionError,
    SERVER_UNAVAILABLE: InvokeServerUnavailableError,
    RATE_LIMIT: InvokeRateLimitError,
    AUTHORIZATION: InvokeAuthorizationError,
    BAD_REQUEST: InvokeBadRequestError,
}
_LEAD: Mapping[Kind, str] = {
    CONNECTION: "connection failed",
    SERVER_UNAVAILABLE: "the server is not able to answer",
    RATE_LIMIT: "too many requests or not enough quota",
    AUTHORIZATION: "the credentials were not accepted",
    BAD_REQUEST: "the request was not accepted",
}


class Failure(Exception):  # noqa: N818  (a failure is what hooks raise and read, not a bug)
    """A call failed. `message` is one line without credentials, as the server said it where it said anything.

    `status` is the HTTP status, `code` the server's own; both None where there was none. Hooks may raise it too; a
    table redacts what they say.
    """

    def __init__(self, kind: Kind, message: str, *, status: int | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.status = status
        self.code = code

    def describe(self, provider: str) -> str:
        """The text for people: provider, what happened, HTTP status, what the server said."""
        status = f" (HTTP {self.status})" if self.status and self.status != 200 else ""
        text = f"{provider}: {_LEAD[self.kind]}{status}"
        return f"{text}: {self.message}" if self.message else text
