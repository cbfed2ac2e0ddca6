"""Features that let Dify give a model what the transport never sends: content that is no text, and tools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from difyspec.diagnostics import Span
from difyspec.diagnostics.wording import and_others
from difyspec.language.models.llm import LlmTransport
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import MessageStep, Protocol, Tools, TypeTransport
from difyspec.provider.values import Scalar
from difyspec.resolve.algebra import NEVER
from difyspec.resolve.context import Context
from difyspec.resolve.having import Having, having, without
from difyspec.resolve.reduction import Known, choice, remaining

_IMAGES = "images"
_TOOLS = "tools"
_CONTENT: Mapping[str, str] = {
    "vision": _IMAGES,
    "audio": "sound",
    "video": "films",
    "document": "documents",
    "tool-call": _TOOLS,
    "multi-tool-call": _TOOLS,
    "stream-tool-call": _TOOLS,
}
"""What Dify gives to models with a feature."""

UNSENT: Mapping[Protocol, frozenset[str]] = {
    Protocol.OPENAI_COMPLETIONS: frozenset(_CONTENT.values()),
    # Its files are documents: OpenAI's API has no form for films.
    Protocol.OPENAI_RESPONSES: frozenset(("films",)),
    Protocol.ANTHROPIC_MESSAGES: frozenset(("sound", "films")),
}
"""What protocols have no place for."""


@dataclass(frozen=True, slots=True)
class _Obstacle:
    """What keeps content from being sent: `name` as it is written, `place` in the section, and what else would do."""

    name: str
    place: Span
    remedy: str


def check_carried(provider: Provider, context: Context) -> None:
    """Findings about what models can be given and is certainly lost, one for each kind of content and obstacle."""
    written = context.document.transport
    section = written.llm if written is not None else None
    part = provider.transport.of(ModelType.LLM.value) if provider.transport is not None else None
    if part is None or section is None or context.flawed:
        return
    found: dict[tuple[str, _Obstacle], list[tuple[Having, str]]] = {}
    for one in having(provider, provider.catalogue(ModelType.LLM), part):
        if part.polling is not None and "polling" in one.features:
            continue  # hooks start and end its jobs
        for content, feature in _given(one).items():
            obstacle = _obstacle(content, part, section, one.known)
            if obstacle is not None:
                found.setdefault((content, obstacle), []).append((one, feature))
    for (content, obstacle), models in found.items():
        _say(content, obstacle, models, context)


def _given(model: Having) -> dict[str, str]:
    """What Dify gives to a model, and by which of its features."""
    found: dict[str, str] = {}
    for feature in model.features:
        if feature in _CONTENT:
            found.setdefault(_CONTENT[feature], feature)
    return found


def _say(content: str, obstacle: _Obstacle, models: list[tuple[Having, str]], context: Context) -> None:
    first, feature = models[0]
    told = f"`{first.name}`{and_others(len(models), 'model')}"
    message = f"{told} can be given {content} by the feature `{feature}`, and `{obstacle.name}` sends none"
    place = context.origin((*first.key, "features", feature)) or obstacle.place
    related = [(obstacle.place, "this decides what is sent")] if place != obstacle.place else []
    context.say("D230", place, message, f"Leave the feature out, or {obstacle.remedy}.", related=related)


def _obstacle(content: str, part: TypeTransport, section: LlmTransport, known: Known) -> _Obstacle | None:
    """What keeps content from being sent, whatever else a call has; None where it may be sent."""
    if content == _TOOLS:
        ways = [case.then for case in choice(part.tools, known).cases]
        if ways and all(way is Tools.NONE for way in ways):
            return _Obstacle("tools: none", section.key_span("tools"), "write `tools: from_features`")
        return _protocol((content,), part, section, known)
    forms: tuple[str, ...] = (content,)
    for number, step in enumerate(part.messages):
        when = remaining(step.when, known)
        if when == NEVER:
            continue
        if step.name == "media_as_image_url":
            forms = (_IMAGES,) if when is None else (*forms, _IMAGES)
        elif step.name == "flatten_media" and _writes_data(step):
            return None
        elif step.name == "flatten_media" and when is None:
            remedy = "write `{data}` in the `text` of the step, or restrict the step"
            return _Obstacle(step.name, _step_span(number, part, section), remedy)
    return _protocol(forms, part, section, known)


def _writes_data(step: MessageStep) -> bool:
    return any(isinstance(data, Scalar) and "{data}" in data.text for name, data in step.settings if name == "text")


def _step_span(number: int, part: TypeTransport, section: LlmTransport) -> Span:
    written = [entry.name_span for entry in section.messages or ()]
    same = len(written) == len(part.messages)  # unknown steps are not among the resolved
    return written[number] if same else section.key_span("messages")


def _protocol(forms: Sequence[str], part: TypeTransport, section: LlmTransport, known: Known) -> _Obstacle | None:
    """The protocols that may be spoken with a model, if none has a place for the content in any of its forms."""
    names = without(part, known, lambda protocol: UNSENT.get(protocol, frozenset()).issuperset(forms))
    if not names:
        return None
    remedy = f"call such models with `{Protocol.OPENAI_CHAT}`"
    return _Obstacle("` and `".join(names), protocol_span(part, section), remedy)


def protocol_span(part: TypeTransport, section: LlmTransport) -> Span:
    """Where a section says which protocol is spoken: the name, or the key above several."""
    return section.key_span("protocol") if len(part.protocol.cases) > 1 else section.span("protocol")
