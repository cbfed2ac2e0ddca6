"""What can fail, in Dify's five kinds, and the table that says which failure is of which kind."""

from __future__ import annotations

import http as _http
import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dify_plugin.errors.model import (
    InvokeAuthorizationError,
    InvokeBadRequestError,
    InvokeConnectionError,
    InvokeError,
    InvokeRateLimitError,
    InvokeServerUnavailableError,
)

from . import places
from .places import Places
from .redact import Secrets

_log = logging.getLogger(__name__)

__all__ = [
    "AUTHORIZATION",
    "BAD_REQUEST",
    "CONNECTION",
    "RATE_LIMIT",
    "SERVER_UNAVAILABLE",
    "SHIPPED",
    "Failure",
    "Kind",
    "Places",
    "Problem",
    "Row",
    "Table",
    "invoke_error",
]


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
_BUGS = (KeyError, IndexError, AttributeError, TypeError, NameError, AssertionError, NotImplementedError, ImportError)
"""What a mistake in code raises; where it happened is logged, since Dify shows only the message."""
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


@dataclass(frozen=True, eq=False, repr=False)
class Problem:
    """A failure before it has a kind: what ``classify`` hooks see. `usual` is its kind if no row fits."""

    message: str
    status: int | None = None
    code: str | None = None
    exception: BaseException | None = None
    body: Any = None
    usual: Kind = BAD_REQUEST


@dataclass(frozen=True, eq=False, repr=False)
class Row:
    """One row of a table: all tests given must hold, of each test any one item.

    `statuses` are inclusive ranges, `codes` the server's codes as text, `messages` substrings in any case,
    `exceptions` class names with their package (``openai.APITimeoutError``; base classes count), `when` any other
    test. `template` rewrites the message; ``$(error.message)``, ``$(error.status)`` and ``$(error.code)`` stand for
    the original.
    """

    kind: Kind
    statuses: tuple[tuple[int, int], ...] = ()
    codes: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    template: str | None = None
    when: Callable[[Problem], bool] | None = None

    def fits(self, problem: Problem) -> bool:
        """Whether all tests hold; a row without tests fits everything."""
        return (
            (not self.statuses or _in_ranges(problem.status, self.statuses))
            and (not self.codes or (problem.code is not None and problem.code in self.codes))
            and (not self.messages or any(part.lower() in problem.message.lower() for part in self.messages))
            and (not self.exceptions or _is_named(problem.exception, self.exceptions))
            and (self.when is None or self.when(problem))
        )

    def rewrite(self, problem: Problem) -> str:
        """The message a person gets."""
        if self.template is None:
            return problem.message
        text = self.template.replace("$(error.status)", "" if problem.status is None else str(problem.status))
        text = text.replace("$(error.code)", problem.code or "")
        return text.replace("$(error.message)", problem.message)


SHIPPED = (
    Row(AUTHORIZATION, statuses=((401, 401), (403, 403))),
    Row(RATE_LIMIT, statuses=((429, 429),)),
    Row(BAD_REQUEST, statuses=((300, 499),)),
    Row(SERVER_UNAVAILABLE, statuses=((500, 599),)),
    Row(
        CONNECTION,
        exceptions=(
            "builtins.ConnectionError",
            "builtins.TimeoutError",
            "socket.gaierror",
            "ssl.SSLError",
            "httpx.TransportError",
            "requests.ConnectionError",
            "requests.Timeout",
            "requests.ChunkedEncodingError",
            "openai.APIConnectionError",
        ),
    ),
    Row(SERVER_UNAVAILABLE, exceptions=("json.JSONDecodeError", "requests.JSONDecodeError")),
    # An error inside a 200 has no status; its code is all there is.
    Row(RATE_LIMIT, codes=("rate_limit_exceeded", "rate_limit_error", "insufficient_quota", "RateLimitError")),
    Row(AUTHORIZATION, codes=("invalid_api_key", "authentication_error", "permission_error", "AuthenticationError")),
    Row(BAD_REQUEST, codes=("invalid_request_error", "context_length_exceeded", "BadRequestError", "NotFoundError")),
)


@dataclass(frozen=True, eq=False, repr=False)
class Table:
    """How failures of one provider are named. Rows are tried in order after `classify`, the shipped ones last."""

    provider: str
    rows: tuple[Row, ...] = ()
    places: Places = Places()
    classify: Callable[[Problem], Kind | None] | None = None
    secrets: Secrets = Secrets()

    def failure(self, problem: Problem) -> Failure:
        """The failure that a problem is."""
        kind = self.classify(problem) if self.classify else None
        row = next((row for row in (*self.rows, *SHIPPED) if row.fits(problem)), None)
        message = row.rewrite(problem) if row else problem.message
        if kind is None:
            kind = row.kind if row else problem.usual
        code = None if problem.code is None else self.secrets.clean(problem.code, 80)
        return Failure(kind, self.secrets.clean(message), status=problem.status, code=code)

    def answer(self, status: int, body: Any) -> Failure:
        """The failure that an answer with an error status is. `body` is parsed JSON, or text."""
        code, message = self.places.read(body)
        return self.failure(Problem(message or _phrase(status), status, code, body=body))

    def inside(self, body: Any) -> Failure | None:
        """The failure that the body of a successful answer carries, if it is an error and no result."""
        return self.event(body) if self.places.is_error(body) else None

    def event(self, body: Any) -> Failure:
        """The failure that an error event of a stream is. `body` is parsed JSON, or text."""
        code, message = self.places.read(body)
        status = places.status_in(body, code)
        return self.failure(Problem(message or "", status, code, body=body, usual=SERVER_UNAVAILABLE))

    def unreadable(self, text: str, what: str = "JSON") -> Failure:
        """The failure of an answer that is not what was asked for."""
        said = self.secrets.clean(places.plain(text), 120)
        message = f"the answer is not {what}: {said}" if said else f"the answer is empty instead of {what}"
        return self.failure(Problem(message, usual=SERVER_UNAVAILABLE))

    def exception(self, error: BaseException) -> Failure:
        """The failure that any exception is; one that is a failure keeps its kind."""
        if isinstance(error, Failure):
            message, code = self.secrets.clean(error.message), error.code
            return Failure(error.kind, message, status=error.status, code=code)
        status, code, body = places.of_exception(error)
        said = str(error) or type(error).__name__
        if isinstance(error, _BUGS):
            said = f"{type(error).__name__}: {said}"
            _log.error("%s", self.secrets.mask("".join(traceback.format_exception(error))))
        return self.failure(Problem(said, status, code, error, body))


def invoke_error(failure: Failure, provider: str) -> InvokeError:
    """The SDK's exception for a failure; its text names the provider."""
    return INVOKE_ERRORS[failure.kind](description=failure.describe(provider))


def _in_ranges(status: int | None, ranges: tuple[tuple[int, int], ...]) -> bool:
    return status is not None and any(low <= status <= high for low, high in ranges)


def _is_named(error: BaseException | None, names: tuple[str, ...]) -> bool:
    """Whether the exception or one of its base classes has one of the names; modules inside a package do not count."""
    if error is None:
        return False
    known = {(cls.__module__.partition(".")[0], cls.__name__) for cls in type(error).__mro__}
    return any((name.partition(".")[0], name.rpartition(".")[2]) in known for name in names)


def _phrase(status: int) -> str:
    try:
        return _http.HTTPStatus(status).phrase
    except ValueError:
        return ""
