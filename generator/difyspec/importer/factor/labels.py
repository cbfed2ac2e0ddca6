"""Labels of models: what must be written, and in which languages a label written once is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from difyspec.importer.factor.shapes import NO_LABEL
from difyspec.importer.factor.spelling import constant, people, words
from difyspec.provider.models import Model
from difyspec.provider.texts import Text
from difyspec.provider.values import Data, DataMap, Kind, text

type Languages = tuple[str, ...]
"""The languages of a label that is written once. None of them: a model whose label is not written has none."""

ENGLISH: Languages = ("en_US",)
NOT_AT_ALL: Languages = ()


def common_languages(models: Sequence[Model]) -> Languages:
    """The languages that most labels have whose text is the same in all of them."""
    labels = [one.label for one in models]
    if labels.count(None) > len(labels) // 2:
        return NOT_AT_ALL
    found = Counter(_languages(label) for label in labels if label is not None and _single(label) is not None)
    return max(found, key=lambda one: (found[one], one == ENGLISH), default=ENGLISH)


def label(model: Model, languages: Languages) -> Data | None:
    """The column ``label``: None where nothing needs to be written, `NO_LABEL` where one has to be taken away."""
    if model.label is None:
        return NO_LABEL if languages else None
    single = _single(model.label)
    if single is not None and _languages(model.label) == (languages or ENGLISH):
        return None if languages and single == model.id else constant(text(single))
    if own_languages(model, languages) is not None:
        return None
    return DataMap(model.label.entries) if len(model.label.entries) == 1 else people(model.label)


def own_languages(model: Model, languages: Languages) -> Data | None:
    """The column ``label_languages``, of a model whose id is the label in other languages than those of the type."""
    if model.label is None or not languages or _single(model.label) != model.id:
        return None
    own = _languages(model.label)
    return None if own == languages else words(own)


def own_label(model: Model, languages: Languages) -> Data:
    """The column where it must be written although the id is the label."""
    found = label(model, languages)
    return constant(text(model.id)) if found is None or found == NO_LABEL else found


def _languages(value: Text) -> Languages:
    return tuple(locale for locale, _ in value.entries)


def _single(value: Text) -> str | None:
    """The text, if it is the same in every language."""
    texts = {one for _, one in value.entries}
    found = texts.pop() if len(texts) == 1 else None
    return found.text if found is not None and found.kind is Kind.TEXT else None
