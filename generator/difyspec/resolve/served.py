"""Features that oblige the transport: Dify asks models that have them in another way."""

from __future__ import annotations

from difyspec.provider.expressions import Case, Choice
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import Protocol, TypeTransport
from difyspec.resolve.context import Context
from difyspec.resolve.having import having
from difyspec.resolve.reduction import Known, choice
from difyspec.resolve.words import listed

_SHOWN = 3
_MEDIA = ("vision", "how images are sent", "Name a hook by `media`, or give `each` of `protocol: json` an `image`.")
_JOBS = (
    "polling",
    "how its jobs are started and asked for",
    "Write `polling: {start: hooks.start, check: hooks.check}`, and the two functions.",
)
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
        models = [one for one in having(provider, provider.catalogue(type_), part) if feature in one.features]
        unserved = [one.name for one in models if not _serves(part, type_, one.known)]
        span = written.key_span(type_.folder)
        if unserved:
            message = f"{_named(unserved)} the feature `{feature}`, and nothing says {what}"
            context.say("D229", span, message, remedy)
        elif not models and (part.polling is not None if type_ is ModelType.LLM else part.takes_media):
            key = "polling" if type_ is ModelType.LLM else "media" if part.media is not None else "each"
            message = f"`{key}` says {what}, and no {type_.value} model has the feature `{feature}`"
            section = getattr(written, type_.folder)
            more = f"Give the feature to the models that have it: `features: [{feature}]`, or remove `{key}`."
            context.say("D229", section.key_span(key) if section is not None else span, message, more)


def _serves(part: TypeTransport, type_: ModelType, known: Known) -> bool:
    if type_ is ModelType.LLM:
        return part.polling is not None
    return part.media is not None or _writes_images(part, known)


def _writes_images(part: TypeTransport, known: Known) -> bool:
    """Whether described JSON may be spoken with a model, and may have its images."""
    if part.json is None or all(case.then is not Protocol.JSON for case in choice(part.protocol, known).cases):
        return False
    written = Choice(tuple(Case(item.when, item) for item in part.json.each))
    return any(kind == "image" for case in choice(written, known).cases for kind, _ in case.then.kinds)


def _named(having: list[str]) -> str:
    if len(having) > _SHOWN:
        return f"`{having[0]}` and {len(having) - 1} other models have"
    return f"{listed(having)} {'has' if len(having) == 1 else 'have'}"
