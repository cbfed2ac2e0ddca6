"""Cases through both plugins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from difyspec.conform.against.case import Case
from difyspec.conform.against.declared import Declared, Field, declared
from difyspec.conform.against.plan import model_cases, provider_cases
from difyspec.conform.compare import Rules, Run, compare
from difyspec.conform.process import PluginProcess
from difyspec.conform.records import Choice, Record
from difyspec.conform.verdict import Result

DECLARATIONS = "declarations"
"""The action of cases that compare what plugins declare."""


@dataclass(slots=True)
class Comparison:
    """One plugin against another, in the cases that are chosen. `left_out` counts by type what was too much."""

    reference: PluginProcess
    candidate: PluginProcess
    rules: Rules
    choice: Choice
    left_out: dict[str, int] = field(default_factory=dict)

    def plan(self, most: int) -> list[Case]:
        """The cases, at most so many a model type; the last ones are left out. Tries a few in the reference.

        Raises `UnusableError` if its process ends, and so does `results`.
        """
        plugin = declared(self.reference.declarations())
        found: list[Case] = []
        for type_ in ("provider", *sorted(plugin.models)):
            cases = self._cases(plugin, type_)
            found += cases[:most]
            if cases[most:]:
                self.left_out[type_] = len(cases[most:])
        return found

    def results(self, cases: Iterable[Case], tell: Callable[[str], None]) -> Iterator[Result]:
        """What both declare, then every case, carried out and compared. `tell` is told the name of each before."""
        old, new = declared(self.reference.declarations()), declared(self.candidate.declarations())
        yield from (one for one in _declarations(old, new) if self.choice.takes(one.record))
        for number, case in enumerate(cases):
            data = case.data(f"{old.provider}/{number:04d}", old.provider)
            tell(data["id"])
            yield self._compared(data)

    def _cases(self, plugin: Declared, type_: str) -> list[Case]:
        if self.choice.type.replace("_", "-") not in ("", type_):
            return []
        tried = self._tried(plugin.provider)
        found = provider_cases(plugin) if type_ == "provider" else model_cases(plugin, type_, tried)
        chosen: list[Case] = []
        for case in found:
            if case not in chosen and self.choice.takes(Record(case.data("", plugin.provider))):
                chosen.append(case)
        return chosen

    def _tried(self, provider: str) -> Callable[[Case], Mapping[str, Any]]:
        return lambda case: self.reference.run(case.data("", provider)).outcome

    def _compared(self, data: Mapping[str, Any]) -> Result:
        was, now = self.reference.run(data), self.candidate.run(data)
        kept = {**data, "exchanges": list(was.exchanges), "outcome": dict(was.outcome)}
        record = Record({**kept, "unordered": True} if was.concurrent or now.concurrent else kept)
        return Result(record, now, compare(record, now, self.rules))


def _declarations(old: Declared, new: Declared) -> Iterator[Result]:
    """Whether all models and fields of the old plugin are there. What the new one has besides does no harm."""
    yield _declared("provider", "fields", _fields(old), _fields(new))
    for type_, models in sorted(old.models.items()):
        names = {one.name: True for one in models}
        offered = {one.name: True for one in new.models.get(type_, ())}
        yield _declared(type_.replace("-", "_"), "models", names, offered)


def _fields(plugin: Declared) -> dict[str, Any]:
    forms: tuple[tuple[str, tuple[Field, ...] | None], ...] = (
        ("provider", plugin.provider_form),
        ("model", plugin.model_form),
    )
    return {f"{name}.{one.name}": list(one.options) for name, form in forms for one in form or ()}


def _shared(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Of what the old plugin declares, what the new one declares as well; of options too."""
    return {
        name: [one for one in value if one in new[name]] if isinstance(value, list) else value
        for name, value in old.items()
        if name in new
    }


def _declared(type_: str, case: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Result:
    data = {"id": f"declarations/{type_}", "model_type": type_, "action": DECLARATIONS, "case": case}
    outcome = {"ok": True, "result": {case: dict(old)}}
    record = Record({**data, "credentials": {}, "args": {}, "outcome": outcome})
    run = Run((), {"ok": True, "result": {case: _shared(old, new)}})
    return Result(record, run, compare(record, run, Rules()))
