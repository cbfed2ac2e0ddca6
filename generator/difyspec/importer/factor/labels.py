"""Labels of models: what must be written, and in which languages a label written once is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from difyspec.importer.factor.shapes import NO_LABEL
from difyspec.importer.factor.spelling import constant, people
from difyspec.provider.models import Model
from difyspec.provider.texts import Text
from difyspec.provider.values import Data, DataMap, Kind, text

type Languages = tuple[str, ...]
ENGLISH: Languages = ("en_US",)


def common_languages(models: Iterable[Model]) -> Languages:
    """The languages that most labels have whose text is the same in all of them."""
    labels = (one.label for one in models if one.label is not None)
    found = Counter(_languages(label) for label in labels if _single(label) is not None)
    return max(found, key=lambda one: (found[one], one == ENGLISH), default=ENGLISH)


def label(model: Model, languages: Languages) -> Data | None:
    """The column ``label``: None where the id is the label, `NO_LABEL` where there is none."""
    if model.label is None:
        return NO_LABEL
    single = _single(model.label)
    if single is not None and _languages(model.label) == languages:
        return None if single == model.id else constant(text(single))
    spelt = people(model.label)
    return (
        spelt if single is None or languages == ENGLISH or len(model.label.entries) != 1 else _by_language(model.label)
    )


def own_label(model: Model, languages: Languages) -> Data:
    """The column where it must be written although the id is the label."""
    found = label(model, languages)
    return constant(text(model.id)) if found is None or found == NO_LABEL else found


def _by_language(value: Text) -> DataMap:
    return DataMap(value.entries)


def _languages(value: Text) -> Languages:
    return tuple(locale for locale, _ in value.entries)


def _single(value: Text) -> str | None:
    """The text, if it is the same in every language."""
    texts = {one for _, one in value.entries}
    found = texts.pop() if len(texts) == 1 else None
    return found.text if found is not None and found.kind is Kind.TEXT else None
