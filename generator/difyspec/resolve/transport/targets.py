"""What steps act on: parameters that exist, and that no earlier step took away."""

from __future__ import annotations

from difyspec.diagnostics import Span, near
from difyspec.language import Section
from difyspec.language.models.send import Step as Written
from difyspec.provider.models import ModelType
from difyspec.provider.transport import Step, Verb
from difyspec.provider.values import Scalar
from difyspec.resolve.sections import attribute_of
from difyspec.resolve.transport.place import At

_TAKE = (Verb.DROP, Verb.RENAME)
_NEED = (Verb.RENAME, Verb.COPY, Verb.CLAMP, Verb.PARSE)
_MAKE = (Verb.SET, Verb.DEFAULT, Verb.APPEND)


def check_targets(steps: tuple[Step, ...], written: tuple[Written, ...], at: At) -> None:
    """Findings about steps of language models that act on what is not there."""
    if at.type is not ModelType.LLM:
        return
    parameters = at.names.parameters.get(ModelType.LLM, {})
    made = {_head(name) for step in steps for name in _results(step)}
    gone: dict[str, Span] = {}
    for step, section in zip(steps, written, strict=True):
        for name, _ in step.targets:
            span = _span(section, step.verb, name)
            if step.verb in (*_NEED, Verb.DROP) and name in gone:
                message = f"`{name}` is gone already: an earlier step takes it away from every request"
                at.context.say("D412", span, message, related=[(gone[name], "the earlier step")])
            elif _head(name) not in parameters and _head(name) not in made:
                _unknown(name, step.verb, tuple(parameters), span, at)
        for name in _results(step):
            gone.pop(name, None)
        if step.verb in _TAKE and _always(section):
            gone.update({name: _span(section, step.verb, name) for name, _ in step.targets if name in parameters})


def _unknown(name: str, verb: Verb, parameters: tuple[str, ...], span: Span, at: At) -> None:
    # What is dropped may be something that the protocol adds, so only what looks like a slip is reported there.
    if verb in _NEED or (verb is Verb.DROP and near(name, parameters)):
        message = f"no language model has the parameter `{name}`"
        at.context.unknown("D218", span, message, name, parameters, "parameters")


def _head(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def _results(step: Step) -> list[str]:
    """What is in the body after a step."""
    if step.verb in _MAKE:
        return [name for name, _ in step.targets]
    if step.verb in (Verb.RENAME, Verb.COPY):
        return [target.text for _, target in step.targets if isinstance(target, Scalar)]
    return []


def _always(section: Written) -> bool:
    """Whether nothing restricts a step; a restriction that could not be understood is one."""
    return not any(getattr(section, one) is not None or one in section.broken for one in ("match", "group", "when"))


def _span(section: Written, verb: Verb, name: str) -> Span:
    """Where a step names a target."""
    attribute = attribute_of(Written, verb.value)
    found = getattr(section, attribute)
    for one in found or ():
        if getattr(one, "name", None) == name:
            span = one.name_span
            return span if isinstance(span, Span) else section.place
        if getattr(one, "value", None) == name and not isinstance(one, Section):
            span = one.span
            return span if isinstance(span, Span) else section.place
    return section.span(attribute)
