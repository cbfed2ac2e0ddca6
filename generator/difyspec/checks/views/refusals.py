"""What the loaders refuse, with the refusals of several loaders at one place brought together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from difyspec.diagnostics.wording import joined
from difyspec.layout import Layout
from difyspec.loaders import Gate, Refusal, Trouble, daemon, sdk

_ORDER = tuple(Gate)


@dataclass(frozen=True, slots=True)
class Refused:
    """One thing that is refused, and by whom."""

    refusal: Refusal
    gates: tuple[Gate, ...]

    @property
    def always(self) -> bool:
        """Whether everybody who uses the plugin is affected."""
        return any(gate.always for gate in self.gates)

    @property
    def message(self) -> str:
        """What is wrong and who refuses it."""
        return f"{self.refusal.message}: refused {joined([gate.value for gate in self.gates])}"


@dataclass(frozen=True)
class Refusals:
    """Everything that is refused of one plugin."""

    layout: Layout

    @cached_property
    def all(self) -> tuple[Refused, ...]:
        """Refusals of one place brought together, the words of the first gate kept."""
        grouped: dict[tuple[object, ...], list[Refusal]] = {}
        for one in (*sdk.refusals(self.layout), *daemon.refusals(self.layout)):
            missing = one.trouble is Trouble.MISSING
            grouped.setdefault((one.span.file, one.path, missing, one.span.line), []).append(one)
        return tuple(_joined(group) for group in grouped.values())

    def of(self, *troubles: Trouble) -> tuple[Refused, ...]:
        """What is refused by everybody's gates and is one of these troubles."""
        return tuple(one for one in self.all if one.always and one.refusal.trouble in troubles)

    @property
    def sometimes(self) -> tuple[Refused, ...]:
        """What is refused only in some situations."""
        return tuple(one for one in self.all if not one.always)


def _joined(group: list[Refusal]) -> Refused:
    group = sorted(group, key=lambda one: _ORDER.index(one.gate))
    gates = tuple(dict.fromkeys(one.gate for one in group))
    return Refused(group[0], gates)
