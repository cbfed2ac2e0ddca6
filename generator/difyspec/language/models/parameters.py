"""Model parameters: definitions, the entries of a model's list, and adjustments."""

from typing import Annotated

from difyspec.language.choices import AnyChoice, NumberChoice
from difyspec.language.kinds.lists import EntriesOf, Many, TableOf
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.texts import Plain, Word
from difyspec.language.models.restriction import Restriction
from difyspec.language.positions import (
    FREE_NAME,
    LIBRARY_PARAMETERS,
    TEMPLATES,
    DataMap,
    FlagData,
    FreeName,
    Keys,
    NumberData,
    Text,
)
from difyspec.language.section import Section, key
from difyspec.language.tree import Entries, Located

PARAMETER_TYPES = ("float", "int", "boolean", "string", "text")


class Values(Section):
    """What can be changed about a parameter that is there."""

    default: AnyChoice | None = key("The value where the user gives none; `null` for an explicit null.", "0.7", "auto")
    min: NumberChoice | None = key("The least value.", "0", "0.01")
    max: NumberChoice | None = key("The greatest value.", "2.0", "$(cred.max_tokens)")
    precision: NumberData | None = key("Digits behind the point.", "2")
    options: Annotated[tuple[Located[str], ...], Many(Plain(), single=False)] | None = key(
        "The values a text can have, in order.", "[text, json_object]"
    )
    required: FlagData | None = key("Whether the user must give a value.", "false")
    type: Annotated[str, Word(PARAMETER_TYPES)] | None = key("The type of the value.", "int")
    label: Text | None = key("The label.", "[Top k, 取样数量]")
    help: Text | None = key("A hint beside the parameter.", "[Samples from the k likeliest., 从前 k 个中采样。]")
    unset: Keys | None = key("Keys to take away from what was inherited.", "[help]")
    extra: DataMap | None = key("Further keys of Dify's rule, copied as they are.", "{show_on: []}")


class Parameter(Values):
    """A parameter. It has what it names itself, and what its template has."""

    template: Annotated[str, Word(TEMPLATES)] | None = key(
        "The template of the SDK on which it is built.", "temperature"
    )
    like: FreeName | None = key("The definition that this one starts as a copy of.", "penalty")
    name: FreeName | None = key("The name of the parameter, where it is not the definition's.", "reasoning_effort")


class ListedParameter(Parameter, Restriction):
    """An entry in a model's list of parameters: a definition by name, and what differs for this model."""

    after: FreeName | None = key("Where a parameter is put that is added with `+`: behind this one.", "top_p")
    before: FreeName | None = key("Where a parameter is put that is added with `+`: before this one.", "top_p")


class ListedFeature(Restriction):
    """An entry in a model's list of features."""

    after: FreeName | None = key("Where a feature is put that is added with `+`: behind this one.", "vision")
    before: FreeName | None = key("Where a feature is put that is added with `+`: before this one.", "vision")


_LISTED: SectionOf[ListedParameter] = SectionOf(ListedParameter)

ParameterList = Annotated[
    Entries[ListedParameter],
    EntriesOf(
        _LISTED,
        _LISTED,
        FREE_NAME,
        (*TEMPLATES, *LIBRARY_PARAMETERS),
        changes=True,
        called="parameters",
        titled="ParameterList",
    ),
]
Adjustments = Annotated[
    Entries[Values], TableOf(SectionOf(Values), FREE_NAME, TEMPLATES, called="parameters", titled="Adjustments")
]
