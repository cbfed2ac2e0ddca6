"""What a protocol sends besides what it must: the fields that ``send`` starts from and may take away or change.

Only for the model types other than llm; a language model's body starts from its parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from . import bodies, calls
from .options import User

_SENT = User()


def sends[F: Callable[..., Any]](*, user: bool = False, **fields: object) -> Callable[[F], F]:
    """Notes on a protocol what it sends: constant `fields`, and Dify's user id if `user`."""

    def note(function: F) -> F:
        function.sends = fields  # type: ignore[attr-defined]
        function.sends_user = user  # type: ignore[attr-defined]
        return function

    return note


def fields(protocol: Callable[..., Any], call: calls.Call[Any, Any], user: User = _SENT) -> dict[str, Any]:
    """The fields a protocol starts from; none for a hook."""
    known: Mapping[str, object] = getattr(protocol, "sends", {})
    if call.user and user.send and getattr(protocol, "sends_user", False):
        return {user.name: call.user[: user.max_length], **known}
    return dict(known)


def tested[T](
    send: Callable[[T, bodies.Body], None], ping: Callable[[T], Mapping[str, object]]
) -> Callable[[T, bodies.Body], None]:
    """The steps of `send`, and behind them what the request of a test carries, by dotted targets."""

    def both(call: T, made: bodies.Body) -> None:
        send(call, made)
        for target, value in ping(call).items():
            made.set(target, value)

    return both


def body[T](call: T, start: Mapping[str, object], send: Callable[[T, bodies.Body], None]) -> dict[str, Any]:
    """The body of a call: what it starts from, changed by the steps of `send`."""
    made = bodies.Body(start)
    send(call, made)
    return made.data
