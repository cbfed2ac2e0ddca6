"""D854."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model


@rule("D854", WARNING)
def unit_is_zero(model: Model) -> Iterator[Hit]:
    """A price is multiplied with a unit of 0

    Why: Whatever the price, Dify shows a cost of 0.

    Fix: Write 0.000001 for a price per million, 0.001 for one per thousand.

    Wrong:
        pricing: {input: '1', output: '2', unit: '0', currency: USD}

    Right:
        pricing: {input: '1', output: '2', unit: '0.000001', currency: USD}
    """
    price = model.price
    if price is not None and price.unit == 0 and (price.input or price.output):
        yield Hit(price.at("unit"), f"the price of `{model.id}` is multiplied with 0")
