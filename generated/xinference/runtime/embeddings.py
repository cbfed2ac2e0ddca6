"""The base of embedding models. What it does with texts is in `batching`."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import dify_plugin
from dify_plugin.entities.model import EmbeddingInputType, PriceType
from dify_plugin.entities.model.text_embedding import EmbeddingUsage, TextEmbeddingResult
from pydantic import BaseModel

from . import batching, bodies, calls, defaults, errors, guard, tokens
from .batching import Options, Protocol
from .options import User

__all__ = ["EmbeddingModel", "Options", "Protocol", "User"]


type Send[C, F] = Callable[[calls.EmbedCall[C, F], bodies.Body], None]


class EmbeddingModel[C: BaseModel, F: BaseModel](guard.Guard[C, F], dify_plugin.TextEmbeddingModel):
    """An embedding model. A generated class names its protocol and overrides what deviates."""

    counter: str = "gpt2"
    """Which counter of `tokens` counts where the server does not."""
    ping_text: str = "ping"
    """The text that tests credentials."""

    # ---- what generated classes fill in -----------------------------------------------------------------------------

    def protocol(self, call: calls.EmbedCall[C, F]) -> Protocol:
        """How the server is asked."""
        raise NotImplementedError(f"{self.connection.name} has no protocol for {call.model.name}")

    def send(self, call: calls.EmbedCall[C, F], body: bodies.Body) -> None:
        """The steps of ``send``."""

    def options(self, call: calls.EmbedCall[C, F]) -> Options:
        """Batches, long texts, prefixes, the user."""
        return Options()

    def count_tokens(self, call: calls.EmbedCall[C, F], text: str) -> int:
        """The tokens of one text. Must not ask the server."""
        return tokens.counter(self.counter)(text)

    def ping(self, call: calls.EmbedCall[C, F]) -> Mapping[str, object]:
        """What the request that tests credentials carries besides what it asks, by dotted targets."""
        return {}

    # ---- what the SDK calls -----------------------------------------------------------------------------------------

    def _invoke(
        self,
        model: str,
        credentials: dict[str, Any],
        texts: list[str],
        user: str | None = None,
        input_type: EmbeddingInputType = EmbeddingInputType.DOCUMENT,
    ) -> TextEmbeddingResult:
        """The vectors of texts in their order; no request for no texts. Raises the SDK's errors."""
        with self.mapping(credentials):
            if not texts:
                return self._result(model, credentials, calls.Vectors([], 0))
            call = self._call(self.prepare(model, credentials, user), input_type.value)
            protocol, options = self.protocol(call), self.options(call)
            found = self._embed(call, protocol, texts, options, defaults.fields(protocol, call, options.user))
            return self._result(model, credentials, found)

    def get_num_tokens(self, model: str, credentials: Mapping[str, Any], texts: list[str]) -> list[int]:
        """The tokens of each text; no request is made, so `call` has only what is saved."""
        with self.mapping(credentials):
            call = self._call(self._bare(model, credentials))
            return [self.count_tokens(call, text) for text in texts]

    def check(self, model: str, credentials: dict[str, Any]) -> None:
        """Embeds one word, with nothing in the request that a server could do without."""
        call = self._call(self.prepare(model, credentials))
        self._embed(
            call, self.protocol(call), [self.ping_text], self.options(call), {}, defaults.tested(self.send, self.ping)
        )

    # ---- how ----

    def _call(self, call: calls.Call[C, F], input_type: str = "document") -> calls.EmbedCall[C, F]:
        return calls.EmbedCall(**vars(call), input_type=input_type)

    def _embed(
        self,
        call: calls.EmbedCall[C, F],
        protocol: Protocol,
        texts: list[str],
        options: Options,
        start: Mapping[str, object],
        send: Send[C, F] | None = None,
    ) -> calls.Vectors:
        made = ready(call, start, send or self.send, options)
        return batching.embed(made, protocol, texts, options, lambda text: self.count_tokens(made, text))

    def _result(self, model: str, credentials: dict[str, Any], found: calls.Vectors) -> TextEmbeddingResult:
        number = found.tokens or 0
        price = self.get_price(model, credentials, PriceType.INPUT, number)
        usage = EmbeddingUsage(
            tokens=number,
            total_tokens=number,
            unit_price=price.unit_price,
            price_unit=price.unit,
            total_price=price.total_amount,
            currency=price.currency,
            latency=time.perf_counter() - self.started_at,
        )
        plain = [vector if isinstance(vector, list) else list(vector) for vector in found.vectors]
        if not all(map(_sound, plain)):
            raise errors.Failure(errors.SERVER_UNAVAILABLE, "an embedding is empty or has a number that is not finite")
        return TextEmbeddingResult(model=model, embeddings=plain, usage=usage)


def _sound(vector: list[float]) -> bool:
    """Whether there are numbers, all of them finite; hooks hand on what a server sent."""
    try:
        return bool(vector) and math.isfinite(sum(vector))
    except (TypeError, OverflowError):
        return False


def ready[C, F](
    call: calls.EmbedCall[C, F],
    start: Mapping[str, object],
    send: Send[C, F],
    options: Options,
) -> calls.EmbedCall[C, F]:
    """The call as a protocol gets it: with a body that starts as `start` and that `send` changes."""
    return replace(call, body=defaults.body(call, start, send), path=options.path)
