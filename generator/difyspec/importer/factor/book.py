"""The section ``parameters``: what the models' lists refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from difyspec.importer.factor.definition_names import keys
from difyspec.importer.factor.definitions import Definition, body, definitions, nearest_of, variants
from difyspec.importer.factor.parameters import Parameter, parameter
from difyspec.provider.models import Catalogue, Model, ParameterRule
from difyspec.provider.values import Data, DataMap


@dataclass(frozen=True, slots=True)
class Definitions:
    """The definitions of a provider: the section, the attributes by key, and those of each parameter by name."""

    section: DataMap
    attributes: Mapping[str, Mapping[str, Data]]
    by_name: Mapping[str, tuple[tuple[str, Definition], ...]]

    def keyed(self, found: Parameter) -> Parameter:
        """A parameter with the key of the definition it refers to."""
        named = self.by_name[found.name]
        definition = nearest_of([one for _, one in named], found)
        return replace(found, key=next(key for key, one in named if one is definition))


type Lists = Sequence[tuple[Model, tuple[Parameter, ...] | None]]
"""Models with their parameters."""


def lists_of(catalogues: Sequence[Catalogue]) -> Lists:
    """All models with their parameters; equal parameters are one object."""
    models = [model for one in catalogues for model in (*one.predefined, *one.kept)]
    known: dict[ParameterRule, Parameter] = {}
    for rule in (rule for one in models for rule in one.parameters or ()):
        if rule not in known:
            known[rule] = parameter(rule)
    return [(one, None if one.parameters is None else tuple(known[rule] for rule in one.parameters)) for one in models]


def definitions_of(lists: Lists) -> Definitions:
    """The definitions for the parameters of all models."""
    found = variants((model.id, parameters) for model, parameters in lists if parameters is not None)
    section: list[tuple[str, Data]] = []
    attributes: dict[str, Mapping[str, Data]] = {}
    by_name: dict[str, tuple[tuple[str, Definition], ...]] = {}
    taken = list(found)
    for name, each in found.items():
        chosen = definitions(name, each)
        named = tuple(zip(keys(name, chosen, each, taken), chosen, strict=True))
        taken += [key for key, _ in named]
        before: dict[str, Definition] = {}
        for key, one in named:
            attributes[key] = one.attributes
            if not one.bare:
                section.append((key, body(name, key, one, before)))
                before[key] = one
        by_name[name] = named
    return Definitions(DataMap(tuple(section)), attributes, by_name)
