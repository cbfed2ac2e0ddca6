"""``models/rerank/rerank.py``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from difyspec.emit.python.model.customize import customize
from difyspec.emit.python.model.media import media
from difyspec.emit.python.model.options import options, path
from difyspec.emit.python.model.ping import carried
from difyspec.emit.python.model.protocols import protocol
from difyspec.emit.python.model.sending import send
from difyspec.emit.python.model.shape import Part, Shape, module, part_of
from difyspec.emit.python.model.testing import refusal, testing
from difyspec.emit.python.syntax import dotted
from difyspec.provider.models import ModelType
from difyspec.provider.names import identifier
from difyspec.provider.plugin import Provider

SHAPE = Shape(ModelType.RERANK, "reranking.RerankingModel", "calls.RerankCall")


def emit_rerank(provider: Provider) -> Iterator[tuple[str, str]]:
    """The class of the rerankers."""
    part = part_of(provider, SHAPE)
    if part is None:
        return
    named = options(part, "reranking.Options", _options(part))
    base = "media_reranking.MediaRerankingModel" if part.transport.takes_media else None
    methods = [*customize(part), *refusal(part), protocol(part), *media(part), *send(part), *carried(part), *named]
    yield module(part, methods, testing(part), base)


def _options(part: Part) -> dict[str, ast.expr]:
    named: dict[str, ast.expr] = {}
    if part.transport.score is not None:
        named["score"] = dotted(f"scores.{identifier(part.transport.score)}")
    return named | path(part)
