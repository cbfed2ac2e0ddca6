"""D850."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.checks.views.price import RATES, USUAL_UNITS
from difyspec.checks.views.values import plain

# In USD per million tokens (characters, for tts): far below the cheapest and above the dearest offer there is.
_LIMITS = {
    ("llm", "input"): (Decimal(0), Decimal(300)),
    ("llm", "output"): (Decimal(0), Decimal(1200)),
    ("text-embedding", "input"): (Decimal("0.0015"), Decimal(20)),
    ("text-embedding", "output"): (Decimal(0), Decimal(100)),
    ("tts", "input"): (Decimal(0), Decimal(500)),
    ("tts", "output"): (Decimal(0), Decimal(500)),
    ("rerank", "input"): (Decimal(0), Decimal(10_000)),
    ("moderation", "input"): (Decimal(0), Decimal(100)),
}
# In RMB: Chinese vendors never asked for more than a third of this; those who resell others' models do.
_IN_RMB = {("llm", "input"): Decimal(400), ("llm", "output"): Decimal(1200)}
_RESOLD = re.compile(r"gpt|claude|gemini|grok|\bo\d", re.IGNORECASE)


@rule("D850", WARNING)
def implausible_price(model: Model) -> Iterator[Hit]:
    """A price is too high or too low by powers of ten

    Prices are brought to one measure, per million tokens, and compared with what any provider asks for.

    Why: Dify multiplies price, unit and tokens and shows users the sum; a unit that is wrong by a thousand is a bill
    that is wrong by a thousand.

    Fix: Correct `unit` (0.000001 for prices per million, 0.001 for prices per thousand) or the price.

    Wrong:
        pricing: {input: '1', output: '5', unit: '0.001', currency: USD}

    Right:
        pricing: {input: '1', output: '5', unit: '0.000001', currency: USD}
    """
    price = model.price
    if price is None or price.unit is None or price.unit.normalize() not in USUAL_UNITS:
        return
    rate = RATES.get(price.currency or "")
    for key, amount in price.amounts:
        least, most = _LIMITS.get((model.type, key), (None, None))
        if rate is None or least is None or most is None:
            continue
        most *= rate
        if price.currency in ("RMB", "CNY") and not _RESOLD.search(model.id):
            most = _IN_RMB.get((model.type, key), most)
        if least * rate <= amount <= most:
            continue
        word = "high" if amount > most else "low"
        message = f"`{model.id}` costs {plain(amount)} {price.currency} per million, which is too {word} to be true"
        yield Hit(price.at("unit"), message)
        return
