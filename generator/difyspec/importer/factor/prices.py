"""Prices as text, and the basis that most models of a type have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from difyspec.importer.factor.spelling import mapping, plain
from difyspec.provider.models import Model, Pricing
from difyspec.provider.values import Data, Kind, Scalar, text
from difyspec.provider.vocabulary import UNIT_WORDS

type Basis = tuple[str, str]
"""Currency and factor."""

_AMOUNT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_CURRENCY = re.compile(r"[A-Z]{3}")


def common_basis(models: Iterable[Model]) -> Basis | None:
    """The basis that most prices have, among those that can be said in words."""
    found = Counter(basis for one in models if one.pricing is not None and (basis := _basis(one.pricing)) is not None)
    return max(found, key=lambda one: found[one]) if found else None


def basis_text(basis: Basis) -> Scalar:
    """``USD per 1M``."""
    return text(f"{basis[0]} per {UNIT_WORDS[basis[1]]}")


def price(pricing: Pricing, common: Basis | None) -> Data:
    """The price of a model in the shortest spelling that is exact."""
    basis, amounts = _basis(pricing), _amounts(pricing)
    if basis is None or amounts is None:
        keys = ("input", "output", "unit", "currency")
        return mapping((key, getattr(pricing, key)) for key in keys)
    if basis != common:
        return text(f"{amounts} {basis_text(basis).text}")
    return plain(amounts) if "/" not in amounts else text(amounts)


def _basis(pricing: Pricing) -> Basis | None:
    unit, currency = pricing.unit, pricing.currency
    if unit is None or currency is None or _amounts(pricing) is None:
        return None
    if unit.kind is not Kind.TEXT or currency.kind is not Kind.TEXT:
        return None
    return (currency.text, unit.text) if unit.text in UNIT_WORDS and _CURRENCY.fullmatch(currency.text) else None


def _amounts(pricing: Pricing) -> str | None:
    """``0.05/0.08``, or None where that would not be exact."""
    found = [one for one in (pricing.input, pricing.output) if one is not None]
    if pricing.input is None or any(one.kind is not Kind.TEXT or not _AMOUNT.fullmatch(one.text) for one in found):
        return None
    return "/".join(one.text for one in found)
