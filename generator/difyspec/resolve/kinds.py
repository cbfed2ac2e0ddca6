"""Which model types there are, and how models of them come to be."""

from __future__ import annotations

from difyspec.provider.forms import Forms
from difyspec.provider.models import Catalogue, ModelType
from difyspec.provider.vocabulary import CUSTOMIZABLE, PREDEFINED
from difyspec.resolve.context import Context


def declared_types(context: Context) -> tuple[ModelType, ...]:
    """The types of the section ``models``, in Dify's order."""
    models = context.document.models
    return tuple(type_ for type_ in ModelType if models is not None and getattr(models, type_.folder))


def model_types(context: Context) -> tuple[ModelType, ...]:
    """The types of the provider: those of the section ``models``, in the order of ``types`` or in Dify's."""
    document, written = context.document, declared_types(context)
    if document.types is None:
        if not written and document.models is None and "models" not in document.broken:
            context.say("D222", document.place.start(), "the spec has no models: `models` is missing")
        return written
    listed = [ModelType(one.value) for one in document.types]
    for one in document.types:
        if ModelType(one.value) not in written and context.explicit:
            context.say("D222", one.span, f"there are no {one.value} models")
    if not context.explicit:
        return tuple(listed)
    return (*listed, *(type_ for type_ in written if type_ not in listed))


def methods(forms: Forms, catalogues: tuple[Catalogue, ...], context: Context) -> tuple[str, ...]:
    """How models come to be, and whether there are models and forms for it."""
    document = context.document
    if document.methods is not None:
        return tuple(one.value for one in document.methods)
    if context.explicit and "credentials" not in document.broken:
        _reachable(forms, catalogues, context)
    found = ((PREDEFINED, forms.provider), (CUSTOMIZABLE, forms.model))
    return tuple(name for name, form in found if form is not None)


def _reachable(forms: Forms, catalogues: tuple[Catalogue, ...], context: Context) -> None:
    """Models that nobody could use."""
    place = context.document.span("models").start()
    written = context.document.credentials
    broken = written.broken if written is not None else frozenset()
    if forms.provider is None and "provider" not in broken and any(one.predefined for one in catalogues):
        message = "nobody could use the predefined models: there is no form of the provider"
        context.say("D225", place, message, "Write `credentials: {provider: [...]}`; the list may be empty.")
    if forms.model is None and "model" not in broken and any(one.custom is not None for one in catalogues):
        message = "nobody could add a model: there is no form for one"
        context.say("D225", place, message, "Write `credentials: {model: [...]}`.")
