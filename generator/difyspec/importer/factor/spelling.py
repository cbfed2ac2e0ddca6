"""Values as a spec spells them."""

from __future__ import annotations

from collections.abc import Iterable

from difyspec.provider.texts import Text
from difyspec.provider.values import Data, DataList, DataMap, Kind, Scalar, text

type Pairs = Iterable[tuple[str, Data | None]]


def mapping(pairs: Pairs) -> DataMap:
    """A map of the pairs that have a value."""
    return DataMap(tuple((name, value) for name, value in pairs if value is not None))


def words(texts: Iterable[str]) -> DataList:
    """A list of texts."""
    return DataList(tuple(text(one) for one in texts))


def people(value: Text) -> Data:
    """A text for people: English alone, the pair of English and Chinese, or a map by language."""
    locales = tuple(locale for locale, _ in value.entries)
    if locales == ("en_US",) and value.entries[0][1].kind is Kind.TEXT:
        return value.entries[0][1]
    if locales == ("en_US", "zh_Hans"):
        return DataList(tuple(one for _, one in value.entries))
    return DataMap(value.entries)


def constant(value: Data) -> Data:
    """A value at a place that may be computed: ``$(`` stands for itself."""
    if isinstance(value, Scalar) and value.kind is Kind.TEXT and "$(" in value.text:
        return text(value.text.replace("$(", "$$("))
    return value


def entry(name: str, body: DataMap) -> Data:
    """An entry of a list: a name, or a name with what differs."""
    return DataMap(((name, body),)) if body.entries else text(name)


def named(item: Data) -> str:
    """The name of an entry."""
    if isinstance(item, Scalar):
        return item.text
    return item.entries[0][0] if isinstance(item, DataMap) else ""


def plain(word: str) -> Scalar:
    """A word that is written without quotes: numbers, and names with a sign, are something else in quotes."""
    return Scalar(Kind.FLOAT, word)
