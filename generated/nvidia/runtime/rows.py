"""Rows of an error table: which failure is of which kind. The shipped ones follow a provider's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .kinds import AUTHORIZATION, BAD_REQUEST, CONNECTION, RATE_LIMIT, SERVER_UNAVAILABLE, Kind
from .records import dataclass


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
    test. `template` is what is told instead of the message; one that comes to nothing leaves it.
    """

    kind: Kind
    statuses: tuple[tuple[int, int], ...] = ()
    codes: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    template: str | Callable[[Problem], str | None] | None = None
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
        told = self.template(problem) if callable(self.template) else self.template
        return told or problem.message


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


def _in_ranges(status: int | None, ranges: tuple[tuple[int, int], ...]) -> bool:
    return status is not None and any(low <= status <= high for low, high in ranges)


def _is_named(error: BaseException | None, names: tuple[str, ...]) -> bool:
    """Whether the exception or one of its base classes has one of the names; modules inside a package do not count."""
    if error is None:
        return False
    known = {(cls.__module__.partition(".")[0], cls.__name__) for cls in type(error).__mro__}
    return any((name.partition(".")[0], name.rpartition(".")[2]) in known for name in names)
