"""D857."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.known_keys import KEYS, PRICING, unknown_in_pricing
from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.diagnostics import nearest
from difyspec.diagnostics.fix import RemoveKey, RenameKey, unsafe


@rule("D857", WARNING, UNSAFE)
def unread_price(model: Model) -> Iterator[Hit]:
    """Prices for tiers or cached tokens that no loader reads

    Dify knows `input`, `output`, `unit` and `currency`, and no prices that depend on anything.

    Why: The keys are dropped without a word, and users see a cost that is wrong for long prompts and cached ones.

    Fix: Remove the keys; put what they say into a comment.

    Wrong:
        pricing: {input: '1', cached_input: '0.1', output: '5', unit: '0.000001', currency: USD}

    Right:
        pricing: {input: '1', output: '5', unit: '0.000001', currency: USD}
    """
    keys = []
    for _, key in unknown_in_pricing(model):
        guess = nearest(key.text, KEYS[PRICING])
        if guess is not None and model.price is not None and model.price.node.get(guess) is None:
            fix = unsafe(key.span.file, RenameKey(("pricing", key.text), guess))
            yield Hit(key.span, f"no loader reads `{key.text}` of the price of `{model.id}`", suggestion=guess, fix=fix)
        else:
            keys.append(key)
    if keys:
        names = ", ".join(f"`{key.text}`" for key in keys[:4]) + (", …" if keys[4:] else "")
        fix = unsafe(model.node.span.file, *(RemoveKey(("pricing", key.text)) for key in keys))
        yield Hit(keys[0].span, f"no loader reads {names} of the price of `{model.id}`", fix=fix)
