"""What a protocol sends besides what it must: the fields that ``send`` starts from and may take away or change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def sends[F: Callable[..., Any]](*, user: bool = False, **fields: object) -> Callable[[F], F]:
    """Notes on a protocol what it sends: constant `fields`, and Dify's user id if `user`."""

    def note(function: F) -> F:
        function.sends = fields  # type: ignore[attr-defined]
        function.sends_user = user  # type: ignore[attr-defined]
        return function

    return note


def body(protocol: Callable[..., Any], user: tuple[str, str] | None = None) -> dict[str, Any]:
    """The fields a protocol starts from; none for a hook. `user` is (field, id), None to leave it out."""
    fields: Mapping[str, object] = getattr(protocol, "sends", {})
    return dict(fields) | (dict((user,)) if user and getattr(protocol, "sends_user", False) else {})
