"""``models/speech2text/speech2text.py``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from difyspec.emit.python.model.customize import customize
from difyspec.emit.python.model.options import options, path
from difyspec.emit.python.model.ping import carried
from difyspec.emit.python.model.protocols import protocol
from difyspec.emit.python.model.sending import send
from difyspec.emit.python.model.shape import Shape, module, part_of
from difyspec.emit.python.model.testing import refusal, testing
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider

SHAPE = Shape(ModelType.SPEECH2TEXT, "speech2text.TranscriptionModel", "calls.TranscribeCall")


def emit_speech2text(provider: Provider) -> Iterator[tuple[str, str]]:
    """The class of the models that write down what is said."""
    part = part_of(provider, SHAPE)
    if part is None:
        return
    typed: dict[str, ast.expr] = {} if part.transport.content_type else {"content_type": ast.Constant(False)}
    named = options(part, "speech2text.Options", typed | path(part))
    yield module(
        part, [*customize(part), *refusal(part), protocol(part), *send(part), *carried(part), *named], testing(part)
    )
