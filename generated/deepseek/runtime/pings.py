"""How credentials of a language model are tested: one short request, tried again as a provider wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from typing import Any

from . import errors
from .bodies import Body
from .calls import ChatCall
from .events import Event, Meta, Usage
from .records import dataclass
from .streams import closing

_SAME = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
"""One limit under two names: servers refuse both at once."""


@dataclass(frozen=True)
class Ping:
    """The request of a test: `body` is all it carries besides the model and the message `text`, by dotted targets.

    The steps of ``send`` are not applied to it. `stream`: whether the answer is asked for as a stream.
    """

    body: Mapping[str, object] = field(default_factory=lambda: {"max_tokens": 5})
    stream: bool = False
    text: str = "ping"


@dataclass(frozen=True)
class Attempt:
    """Another try after a failure, while `when` is true: `set` is put into the body, by dotted targets."""

    set: Mapping[str, object]
    when: object = True


type Send = Callable[[dict[str, Any]], Iterable[Event]]
type Attempts = Callable[[errors.Failure], tuple[Attempt, ...]]


def run(ping: Ping, send: Send, attempts: Attempts) -> None:
    """Sends the ping; before it fails, each attempt that fits the failure is made once, on top of those before it.

    Wrong credentials, limits and connections are no matter of the request, so nothing is attempted after them. Raises
    errors.Failure.
    """
    body = Body()
    for target, value in ping.body.items():
        body.set(target, value)
    made: set[int] = set()
    while True:
        try:
            _answered(send(dict(body.data)))
            return
        except errors.Failure as failure:
            number = _next(attempts(failure), made) if failure.kind in _RETRIED else None
            if number is None:
                raise
            for target, value in attempts(failure)[number].set.items():
                body.drop(*(_SAME[target],) if target in _SAME else ())
                body.set(target, value)
            made.add(number)


_RETRIED = (errors.BAD_REQUEST, errors.SERVER_UNAVAILABLE)


def quiet[C, F, P](call: ChatCall[C, F, P], ping: Ping) -> ChatCall[C, F, P]:
    """The call with nothing in it that a test does not need. It streams as `ping` says, unless that is impossible."""
    options = call.options
    stream = replace(options.stream, wanted=None, usage=False)
    streams = stream.decide(ping.stream)
    omit = options.omit if streams else options.omit | {"stream"}
    quieted = replace(options, stream=stream, omit=omit, reasoning=replace(options.reasoning, hide=False))
    return replace(call, options=quieted, stream=streams)


def _next(attempts: tuple[Attempt, ...], made: set[int]) -> int | None:
    return next((number for number, attempt in enumerate(attempts) if attempt.when and number not in made), None)


def _answered(events: Iterable[Event]) -> None:
    """Reads until something is said. Raises errors.Failure if nothing is."""
    with closing(events):
        for event in events:
            if not isinstance(event, Usage | Meta):
                return
    raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer holds nothing")
