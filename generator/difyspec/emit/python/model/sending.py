"""The method that turns parameters into the request body."""

from __future__ import annotations

from difyspec.emit.python.bodies import steps
from difyspec.emit.python.model.shape import Part
from difyspec.emit.python.modules import Function, method


def send(part: Part) -> list[Function]:
    """The steps of ``send``, if there are any."""
    body = steps(part.transport.send, part.scope)
    if not body:
        return []
    parameters = (f"call: {part.shape.alias}", "body: bodies.Body")
    return [method("send", parameters, "None", "Turns the parameters into what the server wants.", body)]
