"""What can fail, in Dify's five kinds, and the table that says which failure is of which kind."""

from __future__ import annotations

import http as _http
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dify_plugin.errors.model import InvokeError

from . import places
from .kinds import (
    AUTHORIZATION,
    BAD_REQUEST,
    CONNECTION,
    INVOKE_ERRORS,
    RATE_LIMIT,
    SERVER_UNAVAILABLE,
    Failure,
    Kind,
)
from .places import Places
from .redact import Secrets
from .rows import SHIPPED, Problem, Row

__all__ = [
    "AUTHORIZATION",
    "BAD_REQUEST",
    "CONNECTION",
    "INVOKE_ERRORS",
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

_log = logging.getLogger(__name__)
_BUGS = (KeyError, IndexError, AttributeError, TypeError, NameError, AssertionError, NotImplementedError, ImportError)
"""What a mistake in code raises; where it happened is logged, since Dify shows only the message."""


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


def _phrase(status: int) -> str:
    try:
        return _http.HTTPStatus(status).phrase
    except ValueError:
        return ""
