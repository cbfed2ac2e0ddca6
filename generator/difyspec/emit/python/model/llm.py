"""``models/llm/llm.py``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from difyspec.emit.python.hooks import hook
from difyspec.emit.python.model import jobs
from difyspec.emit.python.model.chat_options import options
from difyspec.emit.python.model.customize import customize
from difyspec.emit.python.model.ping import ping
from difyspec.emit.python.model.protocols import protocol
from difyspec.emit.python.model.sending import send
from difyspec.emit.python.model.shape import Part, Shape, module, part_of
from difyspec.emit.python.model.testing import refusal, testing
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.strings import written
from difyspec.emit.python.syntax import call
from difyspec.provider import entities
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import CountTokens, HookRef

SHAPE = Shape(ModelType.LLM, "chat.ChatModel", "calls.ChatCall", parameters=True)


def emit_llm(provider: Provider) -> Iterator[tuple[str, str]]:
    """The class of the language models."""
    part = part_of(provider, SHAPE)
    if part is None:
        return
    methods = [
        *customize(part),
        *refusal(part),
        protocol(part),
        *send(part),
        *options(part),
        *_count(part),
        *jobs.methods(part),
    ]
    methods += ping(part)
    attributes = [
        f"parameters = {entities.parameters(provider, SHAPE.type).name}",
        *testing(part),
        *jobs.attributes(part),
    ]
    counter = part.transport.count_tokens
    if isinstance(counter, CountTokens) and counter is not CountTokens.GPT2:
        attributes.append(f"counter = {written(counter.value)}")
    yield module(part, methods, attributes, jobs.BASE if part.transport.polling else None)


def _count(part: Part) -> list[Function]:
    counter = part.transport.count_tokens
    if not isinstance(counter, HookRef):
        return []
    result = call(hook(part.provider, counter.name), ast.Name("call"))
    doc = "The tokens of the messages and tools of a call."
    return [method("count_tokens", (f"call: {SHAPE.alias}",), "int", doc, [ast.Return(result)])]
