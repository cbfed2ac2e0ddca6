"""What users fill in: the credential forms of a provider, and the facts that validation discovers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from difyspec.provider.texts import Text
from difyspec.provider.values import EMPTY_MAP, DataMap, Scalar


class FieldType(StrEnum):
    """The language's field types; `Field.form` has Dify's."""

    TEXT = "text"
    SECRET = "secret"
    URL = "url"
    INT = "int"
    SELECT = "select"
    RADIO = "radio"
    TOGGLE = "toggle"


@dataclass(frozen=True, slots=True)
class ShowOn:
    """A field or option is shown while the variable has this value."""

    variable: str
    value: str


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a select."""

    value: str
    label: Text
    show_on: tuple[ShowOn, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    `name` is what expressions, hooks and entities say; `variable` is the key in Dify's form and in saved credentials
    (``stored_as``, or the name). `model_types` are the types that see it: empty means all. `required` and `default`
    are None where the plugin leaves them out. `pattern` is a regular expression the whole value must match.
    """

    name: str
    variable: str
    type: FieldType
    form: str
    label: Text | None
    placeholder: Text | None = None
    help: Text | None = None
    url: Text | None = None
    required: bool | None = None
    default: Scalar | None = None
    options: tuple[Option, ...] = ()
    show_on: tuple[ShowOn, ...] = ()
    model_types: tuple[str, ...] = ()
    enabled: str | None = None
    disabled: str | None = None
    pattern: str | None = None
    max_length: Scalar | None = None
    aliases: tuple[str, ...] = ()
    extra: DataMap = EMPTY_MAP


@dataclass(frozen=True, slots=True)
class Forms:
    """The two credential forms. None where there is no such form; an empty tuple is a form without fields."""

    provider: tuple[Field, ...] | None
    model: tuple[Field, ...] | None
    model_name_label: Text | None = None
    model_name_placeholder: Text | None = None
    extra: DataMap = EMPTY_MAP


class FactType(StrEnum):
    """The types of discovered facts."""

    TEXT = "text"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    SELECT = "select"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something validation learns from the server and keeps with the credentials under `stored_as`.

    `model_types` are the types whose models have it: empty means all. `places` are where the answer of the server has
    it, if no hook finds it out; `truths` are the texts that make a bool true (none: anything), `values` translates
    (what the answer says, what it means). `tested`: only the test of a model reads it, so that no call needs it.
    """

    name: str
    type: FactType
    stored_as: str
    options: tuple[str, ...] = ()
    model_types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    truths: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    tested: bool = False
