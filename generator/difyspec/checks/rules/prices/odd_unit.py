"""D851."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.price import USUAL_UNITS
from difyspec.checks.views.values import plain

# Speech is also sold by the second and by ten thousand characters.
_BY_TOKENS = ("llm", "text-embedding", "rerank", "moderation")


@rule("D851", WARNING)
def odd_unit(plugin: Plugin) -> Iterator[Hit]:
    """The unit of a price is one that nobody sells by

    Prices are per million, per thousand or for each. Told are units above 1, and others that most models of the
    provider do not have.

    Why: A zero too many or too few makes every price that Dify shows wrong by a power of ten.

    Fix: Write 0.000001 for prices per million, 0.001 for prices per thousand.

    Wrong:
        pricing: {input: '0.2', output: '0.8', unit: '0.00001', currency: USD}

    Right:
        pricing: {input: '0.2', output: '0.8', unit: '0.000001', currency: USD}
    """
    total = sum(len(models) for models in plugin.units.values())
    for unit, models in plugin.units.items():
        rare = len(models) * 2 < total
        for model in models:
            price = model.price
            if price is not None and model.type in _BY_TOKENS and (unit > 1 or (unit not in USUAL_UNITS and rare)):
                message = f"the unit {plain(unit)} makes the price of `{model.id}` one per {_tokens(unit)}"
                yield Hit(price.at("unit"), message)


def _tokens(unit: Decimal) -> str:
    """How many tokens a price is for."""
    tokens = 1 / unit
    return "token" if tokens == 1 else f"{plain(Decimal(round(tokens)) if tokens > 1 else tokens)} tokens"
