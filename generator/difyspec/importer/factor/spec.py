"""The whole spec of an imported plugin, as data in the order of the language."""

from __future__ import annotations

from difyspec.importer.factor.book import Definitions, Lists, definitions_of, lists_of
from difyspec.importer.factor.catalogue import Parameters, section
from difyspec.importer.factor.credentials import credentials
from difyspec.importer.factor.parameters import Parameter
from difyspec.importer.factor.plugin import icons, plugin, raw
from difyspec.importer.factor.spelling import mapping, people, plain, words
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Help, Provider
from difyspec.provider.values import Data, DataMap, text
from difyspec.provider.vocabulary import CUSTOMIZABLE, PREDEFINED


def spec(provider: Provider) -> DataMap:
    """The spec that resolves to a provider that was imported."""
    lists = lists_of(provider.catalogues)
    book = definitions_of(lists)
    keyed = _keyed(lists, book)
    sections = {one.type: section(one, keyed, book) for one in provider.catalogues}
    written = [type_ for type_ in ModelType if type_ in sections and sections[type_].entries]
    models = DataMap(tuple((type_.value, sections[type_]) for type_ in written))
    return mapping(
        (
            ("spec", plain("1")),
            ("provider", text(provider.name)),
            ("label", people(provider.label)),
            ("description", None if provider.description is None else people(provider.description)),
            ("background", provider.background),
            ("help", None if provider.help is None else _help(provider.help)),
            ("icons", icons(provider.icons)),
            ("types", _types(provider, written)),
            ("methods", _methods(provider)),
            ("conventions", text("as_imported")),
            ("plugin", plugin(provider)),
            ("credentials", credentials(provider.forms)),
            ("parameters", book.section if book.section.entries else None),
            ("models", models if models.entries else None),
            ("raw", raw(provider)),
        )
    )


def _keyed(lists: Lists, book: Definitions) -> Parameters:
    """The parameters of each model with the keys of their definitions; equal ones stay one object."""
    known: dict[int, Parameter] = {}
    for one in (one for _, found in lists for one in found or ()):
        if id(one) not in known:
            known[id(one)] = book.keyed(one)
    return {id(model): None if found is None else tuple(known[id(one)] for one in found) for model, found in lists}


def _help(link: Help) -> DataMap:
    return mapping(
        (
            ("title", None if link.title is None else people(link.title)),
            ("url", None if link.url is None else people(link.url)),
        )
    )


def _types(provider: Provider, written: list[ModelType]) -> Data | None:
    """The types, where they are others than those with a section, or in another order."""
    derived = written and list(provider.model_types) == written
    return None if derived else words(type_.value for type_ in provider.model_types)


def _methods(provider: Provider) -> Data | None:
    """The methods, where they do not follow from the forms."""
    forms = ((PREDEFINED, provider.forms.provider), (CUSTOMIZABLE, provider.forms.model))
    derived = tuple(name for name, form in forms if form is not None)
    return None if provider.methods == derived else words(provider.methods)
