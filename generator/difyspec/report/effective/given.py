"""What someone says about a call on the command line, as what is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from difyspec.diagnostics import nearest
from difyspec.provider.expressions import Path, Root
from difyspec.provider.forms import Fact, FactType, Field, FieldType
from difyspec.provider.plugin import Provider
from difyspec.provider.values import Kind, Scalar, boolean, text

type Values = dict[Path, Scalar | None]

_INT = re.compile(r"-?[0-9]+")
_FLOAT = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_CHOSEN = (FieldType.SELECT, FieldType.RADIO)


class GivenError(ValueError):
    """What was said cannot be; `suggestion` is what was most likely meant."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion


def credentials(given: Mapping[str, str], provider: Provider) -> Values:
    """The values of credentials by name, by the key they are saved under or by an alias; secrets stay unknown.

    Raises `GivenError` for a field that no form has and for a value that the field cannot have.
    """
    forms = provider.forms
    fields = [*(forms.model or ()), *(forms.provider or ())]
    values: Values = {}
    for name, said in given.items():
        field = next((one for one in fields if name in (one.name, one.variable, *one.aliases)), None)
        if field is None:
            raise _unknown("field", name, (one.name for one in fields))
        if field.type is not FieldType.SECRET:
            values[Path(Root.CRED, field.name)] = _credential(field, said.strip())
    return values


def facts(given: Mapping[str, str], provider: Provider) -> Values:
    """The values of discovered facts. Raises `GivenError` like `credentials`."""
    values: Values = {}
    for name, said in given.items():
        fact = next((one for one in provider.facts if name in (one.name, one.stored_as)), None)
        if fact is None:
            raise _unknown("fact", name, (one.name for one in provider.facts))
        values[Path(Root.DISCOVERED, fact.name)] = _fact(fact, said.strip()) if said.strip() else None
    return values


def _unknown(what: str, name: str, known: Iterable[str]) -> GivenError:
    names = list(dict.fromkeys(known))
    there = f"known: {', '.join(names)}" if names else f"there are no {what}s"
    return GivenError(f"there is no {what} '{name}' ({there})", nearest(name, names))


def _credential(field: Field, said: str) -> Scalar | None:
    """A blank value reads as the field's default."""
    if not said:
        return None if field.default is None or not field.default.text else _credential(field, field.default.text)
    if field.type is FieldType.INT:
        return _number(field.name, said, _INT, Kind.INT)
    if field.type is FieldType.TOGGLE:
        pair = (field.enabled or "true", field.disabled or "false")
        return boolean(_one_of(field.name, said, pair) == pair[0])
    if field.type in _CHOSEN:
        _one_of(field.name, said, [option.value for option in field.options])
    return text(said)


def _fact(fact: Fact, said: str) -> Scalar:
    match fact.type:
        case FactType.INT:
            return _number(fact.name, said, _INT, Kind.INT)
        case FactType.FLOAT:
            return _number(fact.name, said, _FLOAT, Kind.FLOAT)
        case FactType.BOOL:
            return boolean(_one_of(fact.name, said, ("true", "false")) == "true")
        case FactType.SELECT:
            return text(_one_of(fact.name, said, fact.options))
        case FactType.TEXT:
            return text(said)


def _number(name: str, said: str, form: re.Pattern[str], kind: Kind) -> Scalar:
    if not form.fullmatch(said):
        raise GivenError(f"'{name}' is a number, and '{said}' is none")
    return Scalar(kind, said)


def _one_of(name: str, said: str, options: Iterable[str]) -> str:
    known = list(options)
    if known and said not in known:
        raise GivenError(f"'{name}' cannot be '{said}' (it is one of: {', '.join(known)})", nearest(said, known))
    return said
