"""D856."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.checks.views.values import plain


@rule("D856", INFO)
def output_cheaper(model: Model) -> Iterator[Hit]:
    """Answers cost less than half of what questions cost

    Why: No provider prices language models that way; mostly the two are swapped, or one has a digit too few.

    Fix: Look the prices up, and swap or correct them.

    Wrong:
        pricing: {input: '0.27', output: '0.1078', unit: '0.000001', currency: USD}

    Right:
        pricing: {input: '0.1078', output: '0.27', unit: '0.000001', currency: USD}
    """
    price = model.price
    if price is None or model.type != "llm" or not price.input or not price.output or not price.unit:
        return
    if 0 < price.output * 2 < price.input:
        message = f"`{model.id}` costs {plain(price.input)} for input and only {plain(price.output)} for output"
        yield Hit(price.at("output"), message)
