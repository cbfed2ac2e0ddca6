"""``models/moderation/moderation.py``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from difyspec.emit.python.expressions import expression
from difyspec.emit.python.model.customize import customize
from difyspec.emit.python.model.options import options, path
from difyspec.emit.python.model.ping import carried
from difyspec.emit.python.model.protocols import protocol
from difyspec.emit.python.model.sending import send
from difyspec.emit.python.model.shape import Part, Shape, module, part_of
from difyspec.emit.python.model.testing import refusal, testing
from difyspec.emit.python.scope import Type
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider

SHAPE = Shape(ModelType.MODERATION, "moderation.ModeratingModel", "calls.ModerateCall")


def emit_moderation(provider: Provider) -> Iterator[tuple[str, str]]:
    """The class of the models that judge texts."""
    part = part_of(provider, SHAPE)
    if part is None:
        return
    named = options(part, "moderation.Options", _options(part))
    yield module(
        part, [*customize(part), *refusal(part), protocol(part), *send(part), *carried(part), *named], testing(part)
    )


def _options(part: Part) -> dict[str, ast.expr]:
    transport = part.transport
    chunk = transport.chunk if transport.chunk is not None or transport.json is None else transport.json.chunk
    named: dict[str, ast.expr] = {} if chunk is None else {"chunk": ast.Constant(chunk)}
    if transport.batch is not None:
        named["batch"] = expression(transport.batch, part.scope, Type.INT)
    return named | path(part)
