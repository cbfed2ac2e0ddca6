"""Models that take images beside texts."""

from __future__ import annotations

import ast

from difyspec.emit.python.hooks import hook
from difyspec.emit.python.model.shape import Part
from difyspec.emit.python.modules import Function, method


def media(part: Part) -> list[Function]:
    """The method that names the hook, if there is one."""
    if part.transport.media is None:
        return []
    result = ast.Return(hook(part.provider, part.transport.media.name))
    doc = "What speaks to the server with images among the items."
    return [method("media", (f"call: {part.shape.alias}",), part.shape.protocol, doc, [result])]
