"""``models/tts/tts.py``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from difyspec.emit.python.hooks import hook
from difyspec.emit.python.model.customize import customize
from difyspec.emit.python.model.options import options, path
from difyspec.emit.python.model.ping import carried
from difyspec.emit.python.model.protocols import protocol
from difyspec.emit.python.model.sending import send
from difyspec.emit.python.model.shape import CALL, Part, Shape, module, part_of
from difyspec.emit.python.model.testing import refusal, testing
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.syntax import call
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider

SHAPE = Shape(ModelType.TTS, "tts.SpeechModel", "calls.SpeakCall")


def emit_tts(provider: Provider) -> Iterator[tuple[str, str]]:
    """The class of the models that speak."""
    part = part_of(provider, SHAPE)
    if part is None:
        return
    named = options(part, "tts.Options", _options(part))
    yield module(
        part,
        [*customize(part), *refusal(part), protocol(part), *send(part), *carried(part), *named, *_voices(part)],
        testing(part),
    )


def _options(part: Part) -> dict[str, ast.expr]:
    transport = part.transport
    limits = {"word_limit": transport.word_limit, "workers": transport.workers}
    named: dict[str, ast.expr] = {name: ast.Constant(limit) for name, limit in limits.items() if limit is not None}
    return named | path(part)


def _voices(part: Part) -> list[Function]:
    if part.transport.voices is None:
        return []
    result = call(hook(part.provider, part.transport.voices.name), ast.Name("call"), ast.Name("language"))
    parameters = (f"call: {CALL}", "language: str | None")
    return [method("voices", parameters, "list[calls.Voice]", "The voices to choose from.", [ast.Return(result)])]
