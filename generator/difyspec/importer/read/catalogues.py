"""The models of each type: which files the provider leads to, what they say, in which order they are shown."""

from __future__ import annotations

import posixpath

from difyspec.diagnostics import at
from difyspec.importer.arrangement import Arrangement
from difyspec.importer.read.models import model
from difyspec.importer.read.positions import arranged, position
from difyspec.importer.read.provider import Sources
from difyspec.importer.read.remarks import remark
from difyspec.importer.reports import Reports
from difyspec.layout.globs import BadPatternError, sdk_matches
from difyspec.provider.models import Catalogue, Model, ModelType
from difyspec.provider.values import text
from difyspec.source import MapNode, SourceFile
from difyspec.source.plugin_folder import PluginFolder

POSITION = "_position.yaml"


class Catalogues:
    """Reads the models of one plugin; `models` and `positions` are the files that were understood."""

    def __init__(
        self, folder: PluginFolder, arrangement: Arrangement, sources: tuple[Sources, ...], reports: Reports
    ) -> None:
        self.folder = folder
        self.arrangement = arrangement
        self.reports = reports
        self.models: set[str] = set()
        self.positions: set[str] = set()
        self._sources = {one.type: one for one in sources}
        self._yaml = [name for name in arrangement.names if name.endswith(".yaml")]

    def types(self, supported: tuple[ModelType, ...]) -> tuple[ModelType, ...]:
        """The types to read: those that are supported, then others of which there are models."""
        folders = {name.split("/")[1] for name in self._yaml if name.startswith("models/") and name.count("/") > 1}
        others = (type_ for type_ in ModelType if type_ in self._sources or type_.folder in folders)
        return tuple(dict.fromkeys((*supported, *others)))

    def catalogue(self, type_: ModelType) -> Catalogue:
        """The models of one type."""
        folder = f"models/{type_.folder}"
        sources = self._sources.get(type_)
        if sources is None and self.arrangement.older:
            there = f"{folder}/{POSITION}" in self.arrangement.names
            sources = Sources(type_, (f"{folder}/*.yaml",), f"{folder}/{POSITION}" if there else None)
        paths = (sources.predefined if sources is not None else None) or ()
        path = sources.position if sources is not None else None
        found = [one for name in self._matched(paths) if (one := self._model(name, type_)) is not None]
        ids = self._position(type_, path)
        models = arranged(found, ids)
        self._relations(models, ids, type_, path)
        kept = [one for name in self._unmatched(folder) if (one := self._model(name, type_)) is not None]
        self._unseen(kept, folder)
        order = None if ids is None else tuple(text(one) for one in ids)
        return Catalogue(
            type_, models, position=order, position_path=path, predefined_paths=paths, kept=arranged(kept, None)
        )

    def _matched(self, patterns: tuple[str, ...]) -> list[str]:
        """The files that patterns lead to and that nothing else led to before."""
        found: dict[str, None] = {}
        for pattern in patterns:
            try:
                matches = sdk_matches(pattern, self._yaml)
            except BadPatternError:
                matches = []
            found.update(dict.fromkeys(sorted(matches)))
        return [name for name in found if not name.endswith(POSITION) and name not in self.models]

    def _unmatched(self, folder: str) -> list[str]:
        below = [name for name in self._yaml if name.startswith(f"{folder}/")]
        return sorted(name for name in below if not name.endswith(POSITION) and name not in self.models)

    def _file(self, name: str) -> SourceFile | None:
        return self.folder.yaml(self.arrangement.names[name])

    def _model(self, name: str, type_: ModelType) -> Model | None:
        file = self._file(name)
        if file is None:
            return None
        start = at(file.file)
        if file.root is None:
            what = "is empty" if not file.text.strip() else "cannot be read"
            self.reports.say("D755", start, f"this file {what}, so it is copied as it is")
            return None
        found = model(file.root, type_, posixpath.relpath(name, f"models/{type_.folder}"))
        if found is None:
            self.reports.say("D755", start, _oddity(file.root))
            return None
        self.models.add(name)
        return remark(found, file)

    def _position(self, type_: ModelType, path: str | None) -> tuple[str, ...] | None:
        """The ids of the position file: the one the provider names, else the one in the usual place."""
        usual = f"models/{type_.folder}/{POSITION}"
        name = path if path in self.arrangement.names else usual if path is None else None
        if path is not None and name is None:
            self.reports.say("D758", at(self.folder.shown(path)), f"the position file `{path}` is missing")
        file = self._file(name) if name in self.arrangement.names and name is not None else None
        if file is None or name is None:
            return None
        found = position(file.root) if file.root is not None else None
        if found is None:
            self.reports.say("D758", at(file.file), "this is no list of model names, so it is copied as it is")
            return None
        if path is None:
            self.reports.say("D758", at(file.file), "the provider does not name this position file")
        self.positions.add(name)
        return found

    def _unseen(self, kept: list[Model], folder: str) -> None:
        """One finding about all models of a type that no path leads to."""
        if kept:
            place = at(self.folder.shown(f"{folder}/{kept[0].file}"))
            names = ", ".join(f"`{one.id}`" for one in kept[:3]) + (f" and {len(kept) - 3} more" if kept[3:] else "")
            self.reports.say("D757", place, f"no path of the provider leads to these models: {names}")

    def _relations(
        self, models: tuple[Model, ...], ids: tuple[str, ...] | None, type_: ModelType, path: str | None
    ) -> None:
        """Findings about models of one name, names of no model, and models of another type."""
        first: dict[str, Model] = {}
        folder = f"models/{type_.folder}"
        for one in models:
            here = at(self.folder.shown(posixpath.normpath(f"{folder}/{one.file}")))
            other = first.setdefault(one.id, one)
            if other is not one:
                related = [(at(self.folder.shown(f"{folder}/{other.file}")), "the other file")]
                self.reports.say("D759", here, f"another file declares the model `{one.id}` too", related)
            if one.extra.get("model_type") is not None:
                self.reports.say("D762", here, f"the model `{one.id}` says that it is of another type than its folder")
        unknown = [one for one in ids or () if one not in first]
        if unknown and (models or path is not None):
            place = at(self.folder.shown(path or f"{folder}/{POSITION}"))
            names = ", ".join(f"`{one}`" for one in unknown[:3]) + (" and others" if len(unknown) > 3 else "")
            count = "a name is no model" if len(unknown) == 1 else f"{len(unknown)} names are no models"
            self.reports.say("D761", place, f"{count}: {names}")


def _oddity(root: object) -> str:
    if isinstance(root, MapNode) and root.get("supported_model_types") is not None:
        return "this is a provider's file and lies among the models, so it is copied as it is"
    return "this is no model, since `model` or `model_type` is missing, so it is copied as it is"
