"""Parameters that users can set and that the transport never sends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from difyspec.diagnostics import Span, blocking
from difyspec.diagnostics.wording import and_others
from difyspec.language.models.llm import LlmTransport
from difyspec.provider.expressions import Path, Root
from difyspec.provider.models import Catalogue, ModelType
from difyspec.provider.plugin import Key, Provider
from difyspec.provider.transport import Protocol, Step, TypeTransport, Verb
from difyspec.resolve.carried import protocol_span
from difyspec.resolve.context import Context
from difyspec.resolve.having import CUSTOM, having, without
from difyspec.resolve.reduction import Known, remaining

LEFT_OUT: Mapping[Protocol, frozenset[str]] = {
    Protocol.OPENAI_RESPONSES: frozenset(
        {"stop", "presence_penalty", "frequency_penalty", "seed", "logit_bias", "logprobs", "n", "stream_options"}
    ),
    Protocol.ANTHROPIC_MESSAGES: frozenset(
        {"stop", "presence_penalty", "frequency_penalty", "seed", "logit_bias", "logprobs", "top_logprobs", "n"}
        | {"stream_options", "response_format", "json_schema"}
    ),
}
"""Parameters that the API behind a protocol does not know."""

_FORMAT = ("response_format", "json_schema")
_READ = (Root.PARAM, Root.GIVEN)


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a parameter is not sent: `name` as it is written, `place` in the section."""

    name: str
    place: Span


def check_unsent(provider: Provider, context: Context) -> None:
    """Findings about parameters that are certainly lost, one for each parameter and reason."""
    written = context.document.transport
    section = written.llm if written is not None else None
    part = provider.transport.of(ModelType.LLM.value) if provider.transport is not None else None
    if part is None or section is None or context.flawed or blocking(context.findings) or part.polling is not None:
        return
    mentioned = frozenset((*_mentioned(part), *_reads(provider.conditions)))
    catalogue = provider.catalogue(ModelType.LLM)
    offered = _parameters(catalogue)
    found: dict[tuple[str, _Reason], list[tuple[str, Key]]] = {}
    for one in having(provider, catalogue, part):
        for name in offered.get(one.key, ()):
            reason = None if name in mentioned else _reason(name, part, section, one.known)
            if reason is not None:
                found.setdefault((name, reason), []).append((one.name, (*one.key, "parameters", name)))
    for (name, reason), models in found.items():
        _say(name, reason, models, context)


def _parameters(catalogue: Catalogue) -> dict[Key, tuple[str, ...]]:
    """The parameters of each model that there is, by the key of its origins."""
    models = (*catalogue.predefined, *catalogue.base)
    found: dict[Key, tuple[str, ...]] = {
        model.key: tuple(rule.name for rule in model.parameters or ()) for model in models
    }
    if catalogue.custom is not None:
        custom = tuple(one.rule.name for one in catalogue.custom.parameters or ())
        found[(CUSTOM, catalogue.type.value)] = custom
    return found


def _say(name: str, reason: _Reason, models: list[tuple[str, Key]], context: Context) -> None:
    place = context.origin(models[0][1]) or reason.place
    related = [(reason.place, "this decides what is sent")] if place != reason.place else []
    message = (
        f"`{models[0][0]}`{and_others(len(models), 'model')} can be given `{name}`, which `{reason.name}` leaves out"
    )
    context.say("D232", place, message, related=related)


def _reason(name: str, part: TypeTransport, section: LlmTransport, known: Known) -> _Reason | None:
    """What certainly keeps a parameter from being sent, whatever else a call has."""
    for step in part.send:
        if step.verb is Verb.DROP and name in dict(step.targets) and remaining(step.when, known) is None:
            return _Reason("drop", section.key_span("send"))
    if part.structured_output == "prompt" and name in _FORMAT:
        return None
    protocols = without(part, known, lambda protocol: name in LEFT_OUT.get(protocol, ()))
    return _Reason("` and `".join(protocols), protocol_span(part, section)) if protocols else None


def _mentioned(part: TypeTransport) -> Iterator[str]:
    """Parameters that something else of the section speaks of: it may carry their values elsewhere."""
    for step in part.send:
        if step.verb is not Verb.DROP:
            yield from _targets(step)
    if part.stream.param is not None:
        yield part.stream.param
    yield from _reads(part)


def _targets(step: Step) -> Iterable[str]:
    return (target.split(".", 1)[0] for target, _ in step.targets)


def _reads(tree: object) -> Iterator[str]:
    """The parameters whose values are read anywhere in a tree of the provider."""
    match tree:
        case Path(root=root, name=name) if root in _READ and name:
            yield name
        case tuple():
            for one in tree:
                yield from _reads(one)
        case _ if is_dataclass(tree):
            for item in fields(tree):
                yield from _reads(getattr(tree, item.name))
        case _:
            return
