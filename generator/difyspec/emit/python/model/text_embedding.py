"""``models/text_embedding/text_embedding.py``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from difyspec.emit.python.choices import nested
from difyspec.emit.python.expressions import expression, typed
from difyspec.emit.python.hooks import hook
from difyspec.emit.python.model.chat_options import user
from difyspec.emit.python.model.customize import customize
from difyspec.emit.python.model.media import media
from difyspec.emit.python.model.options import options, path
from difyspec.emit.python.model.ping import carried
from difyspec.emit.python.model.protocols import protocol
from difyspec.emit.python.model.sending import send
from difyspec.emit.python.model.shape import Part, Shape, module, part_of
from difyspec.emit.python.model.testing import refusal, testing
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.scope import NONE, Scope, Type
from difyspec.emit.python.syntax import call, text
from difyspec.provider.expressions import Choice, Value, constant
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import CountTokens, HookRef, Overflow, User

SHAPE = Shape(ModelType.TEXT_EMBEDDING, "embeddings.EmbeddingModel", "calls.EmbedCall")


def emit_text_embedding(provider: Provider) -> Iterator[tuple[str, str]]:
    """The class of the embedding models."""
    part = part_of(provider, SHAPE)
    if part is None:
        return
    yield module(
        part,
        [
            *customize(part),
            *refusal(part),
            protocol(part),
            *media(part),
            *send(part),
            *carried(part),
            *options(part, "embeddings.Options", _options(part)),
            *_count(part),
        ],
        testing(part),
        "media_embeddings.MediaEmbeddingModel" if part.transport.takes_media else None,
    )


def _options(part: Part) -> dict[str, ast.expr]:
    transport, scope = part.transport, part.scope
    named: dict[str, ast.expr] = {}
    if transport.batch is not None:
        named["batch"] = expression(transport.batch, scope, Type.INT)
    if transport.batch_tokens is not None:
        named["batch_tokens"] = expression(transport.batch_tokens, scope, Type.INT)
    if transport.overflow not in (None, Overflow.TRUNCATE):
        named["overflow"] = text(transport.overflow.value)
    if transport.concurrency is not None:
        named["concurrency"] = ast.Constant(transport.concurrency)
    if transport.prefix:
        values = [_prefix(value, scope) for _, value in transport.prefix]
        named["prefix"] = ast.Dict([text(input_type) for input_type, _ in transport.prefix], values)
    if transport.user != Choice(()) and transport.user != constant(User()):
        named["user"] = user(transport.user, scope, "embeddings.User")
    return named | path(part)


def _prefix(choice: Choice[Value], scope: Scope) -> ast.expr:
    return nested(choice, scope, lambda value: typed(value, scope, Type.TEXT), NONE).code


def _count(part: Part) -> list[Function]:
    """Counting is one text at a time; GPT-2's tokens are what the runtime counts by itself."""
    counter = part.transport.count_tokens
    if counter is None or counter is CountTokens.GPT2:
        return []
    if isinstance(counter, HookRef):
        result = call(hook(part.provider, counter.name), ast.Name("call"), ast.Name("text"))
    else:
        result = call(call("tokens.counter", text(counter.value)), ast.Name("text"))
    parameters = (f"call: {SHAPE.alias}", "text: str")
    return [method("count_tokens", parameters, "int", "The tokens of one text.", [ast.Return(result)])]
