"""D852."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import Related

_FEW, _SHARE = 5, 20


@rule("D852", WARNING)
def other_currency(plugin: Plugin) -> Iterator[Hit]:
    """A few models are priced in another currency than all others of the provider

    Told where at most one model in twenty has the other currency.

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
                if model.price is not None:
                    related = tuple(
                        Related(one.price.at("currency"), "for example") for one in usually[:1] if one.price
                    )
                    message = f"`{model.id}` costs {currency}, and {len(usually)} other models cost {usual}"
                    yield Hit(model.price.at("currency"), message, related=related)
