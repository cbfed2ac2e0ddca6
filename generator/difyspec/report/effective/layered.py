"""What layers of resolution hold, as data."""

from __future__ import annotations

from difyspec.language import Located
from difyspec.language.models.columns import Voices
from difyspec.language.models.money import Price
from difyspec.provider.expressions import Else, Path, Template
from difyspec.provider.texts import Text
from difyspec.provider.values import Data, DataList, DataMap, Scalar, boolean, text
from difyspec.report.effective.notation import people, value


def data_of(found: object) -> Data | None:
    """A value of the language as data; None where there is none."""
    match found:
        case None:
            return None
        case Scalar() | DataList() | DataMap():
            return found
        case Path() | Else() | Template():
            return value(found)
        case Text():
            return people(found)
        case Price():
            return price(found)
        case Voices():
            return DataList(tuple(text(one.name) for one in found.list or ()))
        case Located():
            return data_of(found.value)
        case bool():
            return boolean(found)
        case tuple():
            return DataList(tuple(one for item in found if (one := data_of(item)) is not None))
        case _:
            return text(str(found))


def price(found: Price) -> Data:
    """A price as far as it says something."""
    amounts = (("input", found.input), ("output", found.output), ("unit", found.unit), ("currency", found.currency))
    return DataMap(tuple((name, one) for name, one in amounts if one is not None))
