"""The models of one type as a section of a spec."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from difyspec.importer.factor.book import Definitions
from difyspec.importer.factor.files import exceptions, rule_for
from difyspec.importer.factor.labels import ENGLISH, Languages, common_languages, own_label
from difyspec.importer.factor.parameters import Parameter
from difyspec.importer.factor.positions import is_whole, position
from difyspec.importer.factor.prices import basis_text, common_basis
from difyspec.importer.factor.profile_names import names
from difyspec.importer.factor.profiles import Group, profiles
from difyspec.importer.factor.rows import shape
from difyspec.importer.factor.shapes import EMPTY, Shape, over
from difyspec.importer.factor.spelling import entry, mapping, words
from difyspec.provider.models import Catalogue, Model
from difyspec.provider.values import Data, DataList, DataMap, text
from difyspec.resolve.slugs import FileRule

type Parameters = Mapping[int, tuple[Parameter, ...] | None]
"""The parameters of models by the identity of the model."""


def section(catalogue: Catalogue, parameters: Parameters, book: Definitions) -> DataMap:
    """The section of one type."""
    models = (*catalogue.predefined, *catalogue.kept)
    languages, basis = common_languages(models), common_basis(models)
    listed = catalogue.position is not None and not is_whole(catalogue)
    shapes = [shape(one, parameters[id(one)], languages, basis, listed=listed) for one in models]
    groups = profiles(shapes, book.attributes)
    called = names(groups, [one.id for one in models], catalogue.type)
    bases = [one.rsplit("/", 1)[-1] for one in (model.file for model in models)]
    rule = rule_for([one.id for one in models], bases)
    files = exceptions([one.id for one in models], bases, rule)
    rows = [
        _row(one, shapes[place], _use(place, groups, called), files[place], languages, book)
        for place, one in enumerate(models)
    ]
    count = len(catalogue.predefined)
    return mapping(
        (
            ("pricing", None if basis is None else basis_text(basis)),
            ("label_languages", None if languages == ENGLISH else words(languages)),
            ("file_names", None if rule is FileRule.SLUG else text(rule.value)),
            ("profiles", _profiles(groups, called, book)),
            ("predefined", DataList(tuple(rows[:count])) if count or catalogue.predefined_paths else None),
            ("kept", DataList(tuple(rows[count:])) if catalogue.kept else None),
            ("position", position(catalogue)),
            *_files(catalogue),
        )
    )


def _use(place: int, groups: Sequence[Group], called: Sequence[str]) -> tuple[str, Shape] | None:
    """The profile of a model."""
    found = next((number for number, group in enumerate(groups) if place in group.members), None)
    return None if found is None else (called[found], groups[found].shape)


def _row(
    model: Model,
    own: Shape,
    use: tuple[str, Shape] | None,
    file: str | None,
    languages: Languages,
    book: Definitions,
) -> Data:
    """The line of a model."""
    base = EMPTY if use is None else use[1]
    columns = over(own, base, book.attributes, own_label(model, languages))
    used = (("use", text(use[0])),) if use is not None else ()
    named = (("file", text(file)),) if file is not None else ()
    return entry(model.id, DataMap((*used, *columns, *named)))


def _profiles(groups: Sequence[Group], called: Sequence[str], book: Definitions) -> DataMap | None:
    entries: list[tuple[str, Data]] = []
    for name, group in zip(called, groups, strict=True):
        base = EMPTY if group.like is None else groups[group.like].shape
        like = (("like", text(called[group.like])),) if group.like is not None else ()
        entries.append((name, DataMap((*like, *over(group.shape, base, book.attributes)))))
    return DataMap(tuple(entries)) if entries else None


def _files(catalogue: Catalogue) -> list[tuple[str, Data]]:
    """What the provider says about files, as far as it does not follow from the models."""
    folder = f"models/{catalogue.type.folder}"
    usual_paths = (f"{folder}/*.yaml",) if catalogue.predefined or catalogue.predefined_paths else ()
    found: list[tuple[str, Data]] = []
    gone: list[str] = []
    here = catalogue.position is not None
    if not here and catalogue.predefined:
        gone.append("position")
    if catalogue.position_path is None and here:
        gone.append("position_path")
    elif catalogue.position_path is not None and (not here or catalogue.position_path != f"{folder}/_position.yaml"):
        found.append(("position_path", text(catalogue.position_path)))
    if not catalogue.predefined_paths and usual_paths:
        gone.append("predefined_paths")
    elif catalogue.predefined_paths != usual_paths:
        found.append(("predefined_paths", words(catalogue.predefined_paths)))
    return [*found, *([("unset", words(gone))] if gone else [])]
