"""What the server calls the models: the names that patterns of the transport test."""

from __future__ import annotations

from dataclasses import replace

from difyspec.language.models.transport import Transport as Written
from difyspec.provider.expressions import Choice, Value
from difyspec.provider.models import ModelType
from difyspec.provider.values import Scalar
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.where import connection as in_connection
from difyspec.resolve.names import Names
from difyspec.resolve.statics import decide, evaluate
from difyspec.resolve.transport.place import At


def as_sent(written: Written, names: Names, context: Context) -> None:
    """From here on the models of a type are known under the names that the server knows; `offered` keeps Dify's.

    A type with a model whose name there is open is no longer one of those of which all models are known.
    """
    closed: dict[ModelType, tuple[str, ...]] = {}
    for type_, models in names.closed.items():
        part = getattr(written, type_.folder)
        section = written.wire_name if part is None or part.wire_name is None else part.wire_name
        if section is None:
            closed[type_] = models
            continue
        # What is wrong with the names is said where they are resolved as a part of the connection.
        unheard = replace(context, findings=[], origins=replace(context.origins, places={}))
        choice = At(in_connection((type_,)), type_, names, unheard).values(section)
        sent = [_sent(model, choice, names) for model in models]
        if None not in sent:
            closed[type_] = tuple(one for one in sent if one is not None)
    names.offered, names.closed = names.closed, closed


def _sent(model: str, choice: Choice[Value], names: Names) -> str | None:
    """The name of a model there; None if that is open."""
    for case in choice.cases:
        fits = True if case.when is None else decide(case.when, model, names)
        if fits is None:
            return None
        if fits:
            found = evaluate(case.then, model)
            return found.text if isinstance(found, Scalar) else None
    return model
