"""Thinking that is switched on and off: what requests say of it, and which parameters go with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from difyspec.diagnostics import near
from difyspec.language.models.llm import Reasoning as Written
from difyspec.language.models.llm import Switch
from difyspec.provider.expressions import Choice, Compare, Condition, Path, Relation, Root, Truth
from difyspec.provider.models import ModelType
from difyspec.provider.transport import Step, Verb
from difyspec.provider.values import FALSE, TRUE, Scalar, text
from difyspec.resolve.algebra import both, negated
from difyspec.resolve.expressions.shapes import Sort
from difyspec.resolve.transport.place import At

_SPOKEN = {True: text("enabled"), False: text("disabled")}
"""What a place called ``type`` says; all others say true or false."""


@dataclass(frozen=True, slots=True)
class Thinking:
    """`switching` says whether the model thinks, `dropping` what is not sent then.

    `param` is the parameter that switches; `off` is when thinking is known to be off, None if that is never known.
    """

    switching: tuple[Step, ...] = ()
    dropping: tuple[Step, ...] = ()
    param: str | None = None
    off: Condition | None = None

    def after(self, send: tuple[Step, ...]) -> tuple[Step, ...]:
        """The steps of ``send``, then these: but what stands within the parameter itself is put there after it moved.

        So `thinking.budget_tokens` gets beside `thinking.type` what would else take the place of `thinking`.
        """
        within = (number for number, step in enumerate(send) if self._is_within(step))
        start = next(within, len(send))
        return (*send[:start], *self.switching, *send[start:], *self.dropping)

    def _is_within(self, step: Step) -> bool:
        moved = step.verb in (Verb.RENAME, Verb.COPY)
        places = (data.text if moved and isinstance(data, Scalar) else name for name, data in step.targets)
        puts = moved or step.verb in (Verb.SET, Verb.DEFAULT, Verb.APPEND)
        return puts and self.param is not None and any(one.startswith(f"{self.param}.") for one in places)


def thinking(written: Written, at: At) -> Thinking:
    """What the keys about switching come to."""
    on, off = _states(written, at)
    if on is None:
        for key in ("say_default", "switch", "drop_on", "drop_off"):
            if key in written.written and written.param is None and not {"param", "on"} & written.broken:
                message = f"`{key}` means nothing here: nothing says when thinking is on"
                at.context.say(
                    "D318", written.key_span(key), message, "Write `param` with the parameter that switches."
                )
        return Thinking()
    switches: Choice[Switch] = Choice(())
    if written.switch is not None:
        switches = at.choice(written.switch, lambda one, _: one)
    dropping = (
        *([_drop(_names(written, "drop_on", at), on)] if written.drop_on else []),
        *([_drop(_names(written, "drop_off", at), negated(on))] if written.drop_off else []),
    )
    steps = tuple(_switching(written, switches, on, off, at))
    return Thinking(steps, dropping, written.param, _known_off(written, off))


def _switching(written: Written, switches: Choice[Switch], on: Condition, off: Condition | None, at: At) -> list[Step]:
    """The steps that say it: what the user chose is moved, or what a state comes to is set."""
    name = written.param
    if written.on is None and name is not None and not written.say_default:
        return _moved(name, switches, on, off)
    if written.on is not None and "say_default" in written.written:
        message = "`say_default` means nothing here: `on` and `off` decide, for which a default counts anyway"
        at.context.say("D318", written.key_span("say_default"), message, "Remove `say_default`.")
    always = _at(switches.cases[0].then) if [case.when for case in switches.cases] == [None] else []
    return [*([_drop([name])] if name is not None and name not in always else []), *_said(switches, on, off)]


def _states(written: Written, at: At) -> tuple[Condition | None, Condition | None]:
    """When thinking is on, and when it is off; what is neither was left to the server."""
    if written.on is None and written.param is not None:
        path = Path(Root.PARAM, written.param)
        return (Truth(path), Compare(path, Relation.EQUAL, FALSE)) if _is_flag(written, at) else (None, None)
    on = None if written.on is None else at.condition(written.on)
    off = None if written.off is None else at.condition(written.off)
    return on, off if off is not None or on is None else negated(on)


def _known_off(written: Written, off: Condition | None) -> Condition | None:
    """When requests say that thinking is off: a default that they do not say leaves it to the server."""
    if written.on is not None or written.param is None or written.say_default:
        return off
    return Compare(Path(Root.GIVEN, written.param), Relation.EQUAL, FALSE)


def _is_flag(written: Written, at: At) -> bool:
    name, known = written.param or "", at.names.parameters_of(at.where.types)
    if name not in known:
        message = f"no language model has the parameter `{name}`"
        at.context.unknown("D202", written.span("param"), message, name, known, "parameters")
    elif known[name].sort is not Sort.FLAG:
        message = f"`{name}` is {known[name].sort.words}, and true or false is due here"
        remedy = "Say it by conditions instead: `on` and `off`."
        at.context.say("D219", written.span("param"), message, remedy)
    else:
        return True
    return False


def _said(switches: Choice[Switch], on: Condition, off: Condition | None) -> list[Step]:
    """A step for each state in each case of the choice, of which the first fitting one counts."""
    steps: list[Step] = []
    earlier: Condition | None = None
    for case in switches.cases:
        fits = both(earlier, case.when)
        for state, when in ((True, on), (False, off)):
            targets = tuple(_targets(case.then, state=state))
            if targets and when is not None:
                steps.append(Step(Verb.SET, targets, (), both(when, fits)))
        earlier = both(earlier, negated(case.when))
    return steps


def _moved(name: str, switches: Choice[Switch], on: Condition, off: Condition | None) -> list[Step]:
    """What the user chose is moved to the places of the first case that fits; where none fits, it is not sent.

    The parameter itself goes first: it may be a part of the way to the place, as in `thinking` and `thinking.type`.
    """
    steps: list[Step] = []
    earlier: Condition | None = None
    for case in switches.cases:
        fits = both(earlier, case.when)
        said = {state: dict(_targets(case.then, state=state)) for state in (True, False)}
        places = sorted({**said[True], **said[False]}, key=lambda place: place.split(".")[0] != name)
        first, others = (places[0], places[1:]) if places else (name, [])
        steps += [_drop([name], both(when, fits)) for state, when in ((True, on), (False, off)) if not said[state]]
        steps += _carried(Verb.RENAME, name, first, {TRUE: said[True].get(first), FALSE: said[False].get(first)}, fits)
        for place in others:
            values = {said[state][first]: said[state][place] for state in (True, False) if said[state]}
            steps += _carried(Verb.COPY, first, place, values, fits)
        earlier = both(earlier, negated(case.when))
    if not switches.cases or switches.cases[-1].when is not None:
        steps.append(_drop([name], earlier))
    return steps


def _carried(
    verb: Verb, source: str, place: str, values: Mapping[Scalar, Scalar | None], when: Condition | None
) -> list[Step]:
    """A step that moves or copies, with the values that change on the way; none if nothing does."""
    known = [(old, new) for old, new in values.items() if new is not None]
    changed = tuple((old, new) for old, new in known if new != old)
    return [] if source == place and not changed else [Step(verb, ((source, text(place)),), changed, when)]


def _targets(switch: Switch, *, state: bool) -> list[tuple[str, Scalar]]:
    """What is said of a state; one that is left out while the other is written is not said."""
    given = switch.on if state else switch.off
    if given is None and (switch.on is not None or switch.off is not None):
        return []
    return [(place, given if given is not None else _usual(place, state)) for place in _at(switch)]


def _at(switch: Switch) -> list[str]:
    return [place.value for place in switch.at or ()]


def _usual(place: str, state: bool) -> Scalar:
    return _SPOKEN[state] if place.rpartition(".")[2] == "type" else TRUE if state else FALSE


def _names(written: Written, key: str, at: At) -> list[str]:
    """Places to drop; one that only looks like a parameter is a finding."""
    known = tuple(at.names.parameters.get(ModelType.LLM, {}))
    found = getattr(written, key)
    for place in found:
        if place.value not in known and near(place.value, known):
            message = f"no language model has the parameter `{place.value}`"
            at.context.unknown("D218", place.span, message, place.value, known, "parameters")
    return [place.value for place in found]


def _drop(names: list[str], when: Condition | None = None) -> Step:
    return Step(Verb.DROP, tuple((name, None) for name in names), (), when)
