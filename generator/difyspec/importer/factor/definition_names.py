"""What definitions are called when a parameter has more than one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from difyspec.importer.factor.definitions import Definition, Variant, nearest_of
from difyspec.importer.factor.words import family
from difyspec.provider.values import Data, DataList, Scalar

_PLAIN = re.compile(r"[A-Za-z0-9_.\-]{1,20}")


def keys(name: str, chosen: Sequence[Definition], found: Sequence[Variant], taken: Iterable[str]) -> list[str]:
    """A key for each definition: the parameter's own name for the first, then what tells it from the first."""
    used = {*taken, name}
    keys = [name]
    for one in chosen[1:]:
        near = [nearest_of(chosen, each.parameter) is one for each in found]
        models = [model for each, its in zip(found, near, strict=True) if its for model in each.models]
        others = [model for each, its in zip(found, near, strict=True) if not its for model in each.models]
        suffixes = [*_suffixes(one, chosen[0], models, others), *_shared(models), *_NUMBERS]
        keys.append(next(each for suffix in suffixes if (each := f"{name}_{suffix}") not in used))
        used.add(keys[-1])
    return keys


_NUMBERS = tuple(str(number) for number in range(2, 1000))


def _shared(models: Sequence[str]) -> Iterable[str]:
    """What most models that use a definition are called, even if others are called so too."""
    name = family(models, [])
    return [] if name is None else [name]


def _suffixes(one: Definition, first: Definition, models: Sequence[str], others: Sequence[str]) -> Iterable[str]:
    """What could tell a definition from the first one, the best first."""
    if one.template is not None and not one.attributes:
        yield "template"
    name = family(models, others)
    if name is not None:
        yield name
    yield from _of_options(one.attributes.get("options"), first.attributes.get("options"))
    own, other = one.attributes.get("type"), first.attributes.get("type")
    if isinstance(own, Scalar) and own != other and one.template is None:
        yield own.text
    if one.template is None and first.template is not None:
        yield "own"
    if one.attributes.get("label") is not None and first.attributes.get("label") is None:
        yield "labelled"
    if one.attributes.get("help") is not None and first.attributes.get("help") is None:
        yield "explained"
    if one.attributes.get("help") is None and first.attributes.get("help") is not None:
        yield "plain"


def _of_options(own: Data | None, other: Data | None) -> Iterable[str]:
    """An option that only one of the two has, or how many there are."""
    if not isinstance(own, DataList) or own == other:
        return
    known = other.items if isinstance(other, DataList) else ()
    new = [item.text for item in own.items if isinstance(item, Scalar) and item not in known]
    missing = [item for item in known if item not in own.items]
    if new and not missing:
        yield "wide"
    yield from (one for one in new if _PLAIN.fullmatch(one))
    if missing and not new:
        yield "short"
        yield from (item.text for item in own.items[::-1] if isinstance(item, Scalar) and _PLAIN.fullmatch(item.text))
