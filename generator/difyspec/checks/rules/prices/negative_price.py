"""D853."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.checks.views.values import plain


@rule("D853", WARNING)
def negative_price(model: Model) -> Iterator[Hit]:
    """A price or its unit is negative

    Why: Dify would show that users earn money with every call.

    Fix: Correct the number, or leave `pricing` out where the price is not known.

    Wrong:
        pricing: {input: '-1', unit: '0.000001', currency: USD}

    Right:
        pricing: {input: '1', unit: '0.000001', currency: USD}
    """
    price = model.price
    if price is None:
        return
    for key, value in (("input", price.input), ("output", price.output), ("unit", price.unit)):
        if value is not None and value < 0:
            yield Hit(price.at(key), f"`{key}` of the price of `{model.id}` is {plain(value)}")
