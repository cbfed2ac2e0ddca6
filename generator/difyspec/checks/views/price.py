"""What a model costs, brought to one measure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from difyspec.checks.views.values import number_of, scalar_at
from difyspec.diagnostics import Span
from difyspec.layout.tree import text_at
from difyspec.source import MapNode, ScalarNode

MILLION = 1_000_000


@dataclass(frozen=True)
class Price:
    """`pricing` of a model."""

    node: MapNode

    @cached_property
    def input(self) -> Decimal | None:
        """The price of what goes in, per unit."""
        return number_of(self._scalar("input"))

    @cached_property
    def output(self) -> Decimal | None:
        """The price of what comes out, per unit."""
        return number_of(self._scalar("output"))

    @cached_property
    def unit(self) -> Decimal | None:
        """What a price is multiplied with: 0.000001 for prices per million tokens."""
        return number_of(self._scalar("unit"))

    @property
    def currency(self) -> str | None:
        """The currency as it is written."""
        return text_at(self.node, "currency")

    @cached_property
    def amounts(self) -> tuple[tuple[str, Decimal], ...]:
        """The prices per million that are more than nothing, by key."""
        unit = self.unit
        if unit is None or unit <= 0:
            return ()
        given = (("input", self.input), ("output", self.output))
        return tuple((key, amount * unit * MILLION) for key, amount in given if amount is not None and amount > 0)

    def at(self, key: str) -> Span:
        """Where a value is written."""
        found = self.node.get(key)
        return found.span if found is not None else self.node.span.start()

    def _scalar(self, key: str) -> ScalarNode | None:
        return scalar_at(self.node, key)


# About how much of a currency a dollar is.
RATES = {"USD": 1, "EUR": 1, "GBP": 1, "RMB": 8, "CNY": 8, "JPY": 160}
# Per million, per thousand, and each.
USUAL_UNITS = (Decimal("0.000001"), Decimal("0.001"), Decimal(1))
