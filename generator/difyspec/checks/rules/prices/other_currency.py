"""D852."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.price import RATES
from difyspec.diagnostics import Related

_FEW, _SHARE = 5, 20


@rule("D852", WARNING)
def other_currency(plugin: Plugin) -> Iterator[Hit]:
    """A few models are priced in another currency than all others of the provider

    Told where at most one model in twenty has the other currency, and the price has another unit than those others,
    or would be the highest of all.

    Why: It is mostly a copy from another provider: the amount is in the usual currency, and users see it in the wrong
    one.

    Fix: Correct the currency, and the amount with it.

    Wrong:
        pricing: {input: '0.2', output: '0.2', unit: '0.001', currency: RMB}  # all others are in USD

    Right:
        pricing: {input: '0.03', output: '0.03', unit: '0.001', currency: USD}
    """
    total = sum(len(models) for models in plugin.currencies.values())
    if len(plugin.currencies) < 2 or total < _FEW:
        return
    usual, usually = max(plugin.currencies.items(), key=lambda pair: len(pair[1]))
    for currency, models in plugin.currencies.items():
        if currency != usual and len(models) * _SHARE <= total:
            for model in models:
                if model.price is not None and _odd(model, usually):
                    related = tuple(
                        Related(one.price.at("currency"), "for example") for one in usually[:1] if one.price
                    )
                    message = f"`{model.id}` costs {currency}, and {len(usually)} other models cost {usual}"
                    yield Hit(model.price.at("currency"), message, related=related)


def _odd(model: Model, others: Sequence[Model]) -> bool:
    """Whether a price looks as if it were meant in the currency of the others: a reseller may well quote both."""
    prices = [one.price for one in others if one.price is not None]
    price = model.price
    if price is None or price.unit not in {one.unit for one in prices}:
        return True
    mine = _dollars(model)
    return mine is None or mine > max((theirs for one in others if (theirs := _dollars(one)) is not None), default=mine)


def _dollars(model: Model) -> Decimal | None:
    """The highest price per million in dollars; None for a currency that is not known here."""
    price = model.price
    rate = RATES.get(price.currency or "") if price is not None else None
    return max(amount for _, amount in price.amounts) / rate if price is not None and rate and price.amounts else None
