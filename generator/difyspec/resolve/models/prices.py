"""Prices: amounts at a model, currency and unit at its type."""

from __future__ import annotations

from difyspec.diagnostics import at
from difyspec.language.models.money import Basis, Price
from difyspec.provider.models import Pricing
from difyspec.provider.values import Kind, Scalar, text
from difyspec.resolve.context import Context

UNREAD = Basis(text(""), text(""), at("<unread>"))
"""Stands for a ``pricing`` that could not be read, about which everything is said already."""


def pricing(price: Price | None, basis: Basis | None, context: Context) -> Pricing | None:
    """The prices of a model; a price that was written as a map is complete in itself."""
    if price is None:
        return None
    if price.whole:
        _complete(price, context)
        return Pricing(price.input, price.output, price.unit, price.currency, price.extra)
    unit = price.unit or (basis.unit if basis else None)
    currency = price.currency or (basis.currency if basis else None)
    if unit is None or currency is None:
        message = "nothing says what this price is in: the model type has no `pricing`"
        remedy = "Write `pricing: USD per 1M` at the model type, or all of it here, as in `0.5/1.5 USD per 1M`."
        context.say("D312", price.span, message, remedy)
    _positive(price, context)
    return Pricing(price.input, price.output, unit, currency, price.extra)


def _complete(price: Price, context: Context) -> None:
    """What the SDK requires of a price."""
    missing = [name for name in ("input", "unit", "currency") if getattr(price, name) is None]
    if missing and context.explicit:
        context.say("D312", price.span, f"this price has no `{missing[0]}`, which Dify requires", "Write it.")


def _positive(price: Price, context: Context) -> None:
    for amount in (price.input, price.output):
        if isinstance(amount, Scalar) and amount.kind is Kind.TEXT and amount.text.startswith("-"):
            context.say("D312", price.span, f"the price {amount.text} is less than nothing", "Remove the sign.")
