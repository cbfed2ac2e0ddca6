"""D855."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, UNSAFE, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.diagnostics.fix import RemoveKey, unsafe


@rule("D855", INFO, UNSAFE)
def placeholder_price(model: Model) -> Iterator[Hit]:
    """A price is a placeholder: 0 by a unit of 0

    Why: Dify then shows that the model is free, instead of showing no price.

    Fix: Leave `pricing` out where the price is not known; for a free model write a unit.

    Wrong:
        pricing: {input: '0', output: '0', unit: '0', currency: RMB}

    Right:
        pricing: {input: '0', output: '0', unit: '0.000001', currency: RMB}
    """
    price = model.price
    if price is not None and price.unit == 0 and not price.input and not price.output:
        fix = unsafe(model.node.span.file, RemoveKey(("pricing",)))
        yield Hit(
            price.at("unit"), f"the price of `{model.id}` is 0 by a unit of 0, as if nobody had filled it in", fix=fix
        )
