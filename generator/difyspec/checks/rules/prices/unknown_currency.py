"""D858."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import SAFE, UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.diagnostics import nearest
from difyspec.diagnostics.fix import SetValue, safe, unsafe

# RMB is how Dify's own plugins write CNY.
CURRENCIES = (
    "USD", "EUR", "RMB", "CNY", "JPY", "GBP", "KRW", "INR", "AUD", "CAD", "CHF", "HKD",
    "SGD", "TWD", "BRL", "RUB", "THB", "VND", "IDR", "MYR", "PHP", "TRY", "SEK", "NOK",
    "DKK", "PLN", "AED", "SAR", "ZAR", "MXN", "NZD", "ILS", "UAH", "CZK", "HUF",
)  # fmt: skip


@rule("D858", WARNING, SAFE, UNSAFE)
def unknown_currency(model: Model) -> Iterator[Hit]:
    """A price is in a currency that does not exist

    Why: No loader checks it, and Dify shows users a cost in whatever is written there.

    Fix: Write the code of the currency in capital letters: USD, EUR, RMB.

    Wrong:
        pricing: {input: '0.5', output: '1.5', unit: '0.000001', currency: UDS}

    Right:
        pricing: {input: '0.5', output: '1.5', unit: '0.000001', currency: USD}
    """
    price = model.price
    if price is not None and price.currency is not None and price.currency not in CURRENCIES:
        upper = price.currency.strip().upper()
        guess = upper if upper in CURRENCIES else nearest(price.currency, CURRENCIES)
        fix = None
        if guess is not None:
            certain = guess == upper
            fix = (safe if certain else unsafe)(model.node.span.file, SetValue(("pricing", "currency"), guess))
        yield Hit(price.at("currency"), f"`{price.currency}` is no currency", suggestion=guess, fix=fix)
