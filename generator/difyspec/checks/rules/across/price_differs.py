"""D971."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.many import Plugins, odd_ones, same_models
from difyspec.checks.views.model import Model
from difyspec.checks.views.values import plain
from difyspec.diagnostics import Related

FACTOR = 20
_RATES = {"USD": 1.0, "EUR": 1.0, "RMB": 7.0, "CNY": 7.0}


@rule("D971", WARNING)
def price_differs(plugins: Plugins) -> Iterator[Hit]:
    """Providers disagree about a model's price by a factor of twenty or more

    Compared are the prices of input, per million and roughly in one currency. Told is the one that stands alone, and of
    two the dearer one.

    Why: Hosts ask different prices, but such a factor is mostly a unit that is wrong by a power of ten.

    Fix: Look it up, and correct the price or its `unit`.

    Wrong:
        pricing: {input: '0.5', output: '1.5', unit: '0.001', currency: USD}  # elsewhere 0.000001

    Right:
        pricing: {input: '0.5', output: '1.5', unit: '0.000001', currency: USD}
    """
    for models in same_models(plugins):
        prices = [(model, price) for model in models if (price := _dollars(model)) is not None]
        for model, _, other, _ in odd_ones(prices, FACTOR, least=False) if len(prices) > 1 else ():
            if model.price is None or other.price is None:
                continue
            related = (Related(other.price.at("input"), _said(other)),)
            message = f"`{model.id}` costs {_said(model)} here and {_said(other)} in {other.plugin.name}"
            yield Hit(model.price.at("unit"), message, related=related)


def _dollars(model: Model) -> float | None:
    rate = _RATES.get(model.price.currency or "") if model.price is not None else None
    amount = _amount(model)
    return float(amount) / rate if rate is not None and amount is not None else None


def _amount(model: Model) -> Decimal | None:
    return dict(model.price.amounts).get("input") if model.price is not None else None


def _said(model: Model) -> str:
    amount = _amount(model)
    currency = model.price.currency if model.price is not None else ""
    return f"{plain(round(amount, 6) if amount is not None else Decimal(0))} {currency} per million"
