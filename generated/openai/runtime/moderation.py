"""The base of models that judge texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import batched
from typing import Any

import dify_plugin
from pydantic import BaseModel

from . import bodies, calls, defaults, errors, guard, sentences

type Protocol = Callable[[calls.ModerateCall[Any, Any], list[str]], list[bool]]

CHUNK = 2000
"""Characters of one chunk where the model does not say."""
BATCH = 32
"""Chunks of one request where the model does not say."""


@dataclass(frozen=True)
class Options:
    """Settings of one moderation; None: what the model's description says.

    `chunk`: characters of one chunk; `batch`: chunks of one request; `path` overrides the protocol's own.
    """

    chunk: int | None = None
    batch: int | None = None
    path: str | None = None


class ModeratingModel[C: BaseModel, F: BaseModel](guard.Guard[C, F], dify_plugin.ModerationModel):
    """A moderation model. A generated class names its protocol and overrides what deviates."""

    ping_text: str = "ping"
    """The text that tests credentials."""

    # ---- what generated classes fill in -----------------------------------------------------------------------------

    def protocol(self, call: calls.ModerateCall[C, F]) -> Protocol:
        """How the server is asked."""
        raise NotImplementedError(f"{self.connection.name} has no protocol for {call.model.name}")

    def send(self, call: calls.ModerateCall[C, F], body: bodies.Body) -> None:
        """The steps of ``send``."""

    def options(self, call: calls.ModerateCall[C, F]) -> Options:
        """Limits of one request."""
        return Options()

    def ping(self, call: calls.ModerateCall[C, F]) -> Mapping[str, object]:
        """What the request that tests credentials carries besides what it asks, by dotted targets."""
        return {}

    # ---- what the SDK calls -----------------------------------------------------------------------------------------

    def _invoke(self, model: str, credentials: dict[str, Any], text: str, user: str | None = None) -> bool:
        """Whether any chunk of the text is flagged; the first that is ends it. No request for no text.

        Raises the SDK's errors.
        """
        if not text:
            return False
        with self.mapping(credentials):
            return self._moderate(self._call(self.prepare(model, credentials, user)), text)

    def check(self, model: str, credentials: dict[str, Any]) -> None:
        """Has one word judged; the verdict does not matter."""
        call = self._call(self.prepare(model, credentials))
        self._moderate(call, self.ping_text, defaults.tested(self.send, self.ping))

    # ---- how ----

    def _call(self, call: calls.Call[C, F]) -> calls.ModerateCall[C, F]:
        return calls.ModerateCall(**vars(call))

    def _moderate(
        self,
        call: calls.ModerateCall[C, F],
        text: str,
        send: Callable[[calls.ModerateCall[C, F], bodies.Body], None] | None = None,
    ) -> bool:
        protocol, options = self.protocol(call), self.options(call)
        body = defaults.body(call, defaults.fields(protocol, call), send or self.send)
        ready = replace(call, body=body, path=options.path)
        chunk = options.chunk or call.model.number("max_characters_per_chunk") or CHUNK
        size = options.batch or call.model.max_chunks or BATCH
        found = batched(sentences.chunks(text, max(1, chunk)), max(1, size))
        return any(_flagged(protocol(ready, list(batch))) for batch in found)


def _flagged(verdicts: list[bool]) -> bool:
    if not verdicts or not all(isinstance(verdict, bool) for verdict in verdicts):
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no verdict")
    return any(verdicts)
