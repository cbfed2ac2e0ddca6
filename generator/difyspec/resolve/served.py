"""Features that oblige the transport: Dify asks models that have them in another way."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.provider.models import Catalogue, ModelType
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import TypeTransport
from difyspec.resolve.context import Context
from difyspec.resolve.words import listed

_SHOWN = 3
CUSTOM = "custom"
"""How the model that a user adds is named: as its section."""

_MEDIA = ("vision", "how images are sent", "Name a hook by `media`, or give `each` of `protocol: json` an `image`.")
_JOBS = ("polling", "how its jobs are started and asked for", "Write `polling` with two hooks.")
_OBLIGING = {ModelType.LLM: _JOBS, ModelType.TEXT_EMBEDDING: _MEDIA, ModelType.RERANK: _MEDIA}
"""By model type: the feature, what has to be said, and how."""


def check_served(provider: Provider, context: Context) -> None:
    """Findings about features that nothing serves, and about what serves a feature that no model has."""
    written = context.document.transport
    if provider.transport is None or written is None or not context.explicit or context.flawed:
        return
    for type_, (feature, what, remedy) in _OBLIGING.items():
        part = provider.transport.of(type_.value)
        if part is None:
            continue
        having = list(_having(feature, provider.catalogue(type_)))
        serves = _serves(part, type_)
        span = written.key_span(type_.folder)
        if having and not serves:
            message = f"{_named(having)} the feature `{feature}`, and nothing says {what}"
            context.say("D229", span, message, remedy)
        elif serves and not having:
            message = f"this says {what}, and no {type_.value} model has the feature `{feature}`"
            context.say("D229", span, message, f"Give the feature to the models that have it: `features: [{feature}]`.")


def _serves(part: TypeTransport, type_: ModelType) -> bool:
    return part.polling is not None if type_ is ModelType.LLM else part.takes_media


def _having(feature: str, catalogue: Catalogue) -> Iterator[str]:
    for model in (*catalogue.predefined, *catalogue.base):
        if any(one.text == feature for one in model.features or ()):
            yield model.id
    if catalogue.custom is not None and any(one.name == feature for one in catalogue.custom.features or ()):
        yield CUSTOM


def _named(having: list[str]) -> str:
    if len(having) > _SHOWN:
        return f"`{having[0]}` and {len(having) - 1} other models have"
    return f"{listed(having)} {'has' if len(having) == 1 else 'have'}"
