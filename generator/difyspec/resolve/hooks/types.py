"""The types of hooks against those of their places."""

from __future__ import annotations

import ast
from dataclasses import replace

from difyspec.diagnostics import Span
from difyspec.provider import entities
from difyspec.provider.hooks import Place, Reference, Signature, signature
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider
from difyspec.resolve.context import Context
from difyspec.resolve.hooks.annotations import Type, Vocabulary, read
from difyspec.resolve.hooks.fitting import gives, takes
from difyspec.resolve.hooks.reading import Function
from difyspec.resolve.hooks.returning import Result

_NO_NAMES = Vocabulary({}, {}, frozenset())
_STREAMS = frozenset({"Iterator", "Iterable", "Answer", "Any"})


def check_types(reference: Reference, function: Function, place: Span, provider: Provider, context: Context) -> None:
    """Findings about parameters and results of a hook whose number of parameters fits."""
    wanted = written_for(signature(reference.place, reference.type), provider, reference.type)
    related = [(place, "it is called for this")]
    for annotation, (name, given) in zip(function.parameters, wanted.parameters, strict=False):
        if annotation is not None and not takes(annotation.type, parsed(given)):
            message = f"the hook `{function.hook.name}` takes `{annotation.text}`, and gets `{given}`"
            context.say("D503", annotation.span, message, f"Write `{name}: {given}`.", related=related)
    due = _due(reference, parsed(wanted.returns))
    remedy = f"Give back what its place needs: `{wanted.returns}`."
    if function.returns is not None and not gives(function.returns.type, due):
        message = f"the hook `{function.hook.name}` returns `{function.returns.text}`, and `{wanted.returns}` is due"
        context.say("D503", function.returns.span, message, remedy, related=related)
        return
    heads = {one.head for one in due.members}
    if function.result is Result.YIELDS and not heads & _STREAMS:
        message = f"the hook `{function.hook.name}` yields, and `{wanted.returns}` is due at once"
        context.say("D503", function.span, message, remedy, related=related)
    if function.result is Result.NOTHING and not heads & {"None", "Any"}:
        message = f"the hook `{function.hook.name}` returns nothing, and `{wanted.returns}` is due"
        context.say("D503", function.span, message, remedy, related=related)


def written_for(found: Signature, provider: Provider, type_: ModelType | None) -> Signature:
    """A signature with the names of a provider's entities."""
    known = {"credentials": entities.CREDENTIALS, "parameters": ""}
    if type_ is not None:
        known = {
            "credentials": entities.credentials_of(provider, type_).name,
            "parameters": entities.parameters(provider, type_).name,
        }
    parameters = tuple((name, annotation.format(**known)) for name, annotation in found.parameters)
    return replace(found, parameters=parameters, returns=found.returns.format(**known))


def parsed(annotation: str) -> Type:
    """A type as the catalogue of places writes it."""
    return read(ast.parse(annotation, mode="eval").body, _NO_NAMES)


def _due(reference: Reference, due: Type) -> Type:
    """What is due; a chat may hand over its events in any way."""
    chats = reference.place is Place.PROTOCOL and reference.type is ModelType.LLM
    return replace(due, head="Iterable") if chats else due
