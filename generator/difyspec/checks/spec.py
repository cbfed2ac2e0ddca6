"""The rules on a spec.

They run over the declarations that it comes to, and each finding moves to the place in the spec where the value is
written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from difyspec.checks.alike import Group, Told, as_one
from difyspec.checks.running import check_layout
from difyspec.diagnostics import Finding, Related, Span
from difyspec.diagnostics.fix import AddKey, Edit, Fix, InsertItems
from difyspec.layout import Layout, layout_of
from difyspec.layout.layout import MANIFEST
from difyspec.layout.tree import Path, entries_at, text_at
from difyspec.provider.plugin import Key, Origins, Provider
from difyspec.resolve.layers import Layer
from difyspec.source import ListNode, MapNode, Node, in_memory

_FORMS = {"provider_credential_schema": "provider", "model_credential_schema": "model"}
# Keys of the two files of the package that have another name in a spec, and those that one has of the other.
_RENAMED = {
    "resource.memory": "memory",
    "resource.permission": "permissions",
    "meta.arch": "arch",
    "meta.minimum_dify_version": "minimum_dify_version",
    "meta.runner": "runner_version",
    "icon_small": "icons",
    "icon_large": "icons",
    "icon_small_dark": "icons",
    "icon_large_dark": "icons",
}
_SHARED = ("label", "description")
# Columns of a model that have another name in the spec.
_COLUMNS = {"model": (), "model_type": (), "parameter_rules": ("parameters",)}


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding at its place in the spec, still without a fix.

    `declared` is the fix that the rule has for the declarations. `places` are those in the spec where the values may
    come from that its edits are about, for each edit the likeliest first.
    """

    finding: Finding
    declared: Fix | None
    places: tuple[tuple[Span, ...], ...] = ()


def remarks(files: Mapping[str, bytes], provider: Provider, origins: Origins, home: Span) -> list[Remark]:
    """What the rules find in the declarations of a provider. `home` is where findings go whose place is not known.

    `files` are what Dify reads (manifest, provider, models, positions), without Python and icons. Several remarks may
    have one finding, where a value is written once and declared often.
    """
    layout = layout_of(in_memory(".", files))
    places = _Places(layout, provider, origins, home)
    found = [(one, places.remark(one)) for one in check_layout(layout)]
    said = as_one([Told(remark.finding, *places.of_model(one)) for one, remark in found])
    return [replace(remark, finding=one) for one, (_, remark) in zip(said, found, strict=True)]


class _Places:
    """From places in generated declarations to places in the spec."""

    def __init__(self, layout: Layout, provider: Provider, origins: Origins, home: Span) -> None:
        self.layout = layout
        self.provider = provider
        self.origins = origins
        self.home = home
        self.groups = _groups(provider, origins)
        every = (model for catalogue in provider.catalogues for model in (*catalogue.predefined, *catalogue.kept))
        self.models = {f"models/{model.type.folder}/{model.file}": model.key for model in every}

    def remark(self, one: Finding) -> Remark:
        """The finding at its place in the spec, and the places of what its fix would change."""
        edits = one.fix.edits if one.fix is not None else ()
        return Remark(self.moved(one), one.fix, tuple(self._of_edit(one.fix.file, edit) for edit in edits if one.fix))

    def of_model(self, one: Finding) -> tuple[str | None, Group | None]:
        """The model in whose file a finding is, and for what it lacks the models of its profile."""
        root = self.layout.root(one.span.file)
        if root is None or not one.span.file.startswith("models/"):
            return None, None
        model = text_at(root, "model")
        lacking = _path_at(root, one.span) == ("model_properties",)
        group = self.groups.get((text_at(root, "model_type") or "", model or "")) if lacking else None
        return model, group

    def _of_edit(self, file: str, edit: Edit) -> tuple[Span, ...]:
        """Where the value is written that an edit changes, and what stands beside it in the declarations."""
        root = self.layout.root(file)
        if root is None:
            return ()
        path: Path = edit.path
        if isinstance(edit, InsertItems):
            path = (*path, max(edit.index - 1, 0))
        parent: Path = path if isinstance(edit, AddKey) else path[:-1]
        beside = [(*parent, key.text) for key, _ in entries_at(root, *parent)]
        found = (self._key(file, root, one) for one in (path, *beside))
        # Fixes of the two files of the package are none of a spec, which says such things in other words.
        keys = (key for key in found if key[:1] not in (("plugin",), ("provider",)))
        return tuple(dict.fromkeys(span for key in keys if (span := self._nearest(key)) is not None))

    def moved(self, one: Finding) -> Finding:
        """The finding at its place in the spec. What is suggested there is not what would be written in the spec."""
        related = tuple(Related(self.place(other.span), other.text) for other in one.related)
        return replace(one, span=self.place(one.span), related=related, suggestion=None, fix=None)

    def place(self, span: Span) -> Span:
        """Where the value at a place was written."""
        root = self.layout.root(span.file)
        if root is None:
            return self.home
        return self._nearest(self._key(span.file, root, _path_at(root, span))) or self.home

    def _nearest(self, key: Key) -> Span | None:
        """Where a value comes from, or what it belongs to."""
        while key:
            found = self._origin(key)
            if found is not None:
                return found
            key = key[:-1]
        return None

    def _origin(self, key: Key) -> Span | None:
        layers = self.origins.layers.get(key, ())
        if layers and isinstance(layers[0], Layer):
            return layers[0].span
        return self.origins.places.get(key)

    def _key(self, file: str, root: Node, path: Path) -> Key:
        if file.startswith("models/"):
            return (
                self._listed_key(file, root, path)
                if self.layout.is_position(file)
                else self._model_key(file, root, path)
            )
        if path and path[0] not in _FORMS:
            return self._package_key(file, [str(step) for step in path])
        if len(path) > 2 and isinstance(path[2], int):
            return self._field_key(_FORMS[str(path[0])], path[2], path[3:])
        return ()

    def _package_key(self, file: str, path: Sequence[str]) -> Key:
        """A key of the section `plugin`, or of the spec itself; what says nothing of its own comes from the latter."""
        top = _RENAMED.get(".".join(path[:2]), _RENAMED.get(path[0], path[0]))
        own = ("plugin", top) if file == MANIFEST else ("provider", top)
        return own if own in self.origins.places else ("provider", top) if top in _SHARED else own

    def _listed_key(self, file: str, root: Node, path: Path) -> Key:
        """The model that a list of positions names."""
        named = text_at(root, *path[:1]) if path else None
        own = (one for one in self.provider.catalogues if one.type.folder == file.split("/")[1])
        return next((one.key for catalogue in own for one in catalogue.predefined if one.id == named), ())

    def _model_key(self, file: str, root: Node, path: Path) -> Key:
        model = self.models.get(file, ("models", text_at(root, "model_type") or ""))
        top = str(path[0]) if path else ""
        if top == "model_properties":
            return (*model, *(str(step) for step in path[1:2]))
        if top == "parameter_rules" and len(path) > 1:
            name = text_at(root, *path[:2], "name") or ""
            return (*model, "parameters", name, *(str(step) for step in path[2:3]))
        if top == "features" and len(path) > 1:
            return (*model, "features", text_at(root, *path[:2]) or "")
        return (*model, *_COLUMNS.get(top, (top,)))

    def _field_key(self, form: str, number: int, rest: Path) -> Key:
        """The field of the spec that a field of the form comes from: one for several types is several there."""
        written = text_at(
            self.layout.provider_root, f"{form}_credential_schema", "credential_form_schemas", number, "variable"
        )
        fields = self.provider.forms.provider if form == "provider" else self.provider.forms.model
        for field in fields or ():
            if field.variable == written:
                return ("credentials", form, field.name, *field.model_types, *(str(step) for step in rest[:1]))
        return ()


def _groups(provider: Provider, origins: Origins) -> dict[tuple[str, str], Group]:
    """The models that share a profile with a model, by its type and id."""
    found: dict[tuple[str, str], list[str]] = {}
    for catalogue in provider.catalogues:
        for model in catalogue.predefined:
            if model.profile is not None:
                found.setdefault((catalogue.type.value, model.profile), []).append(model.id)
    groups: dict[tuple[str, str], Group] = {}
    for (type_, profile), models in found.items():
        place = origins.places.get(("profiles", type_, profile))
        if isinstance(place, Span):
            groups |= dict.fromkeys(((type_, model) for model in models), Group(place, frozenset(models)))
    return groups


def _path_at(node: Node, span: Span) -> Path:
    """The path to what stands at the start of a span."""
    path: Path = ()
    while True:
        step = _step(node, span)
        if step is None or (path and node.span == span):  # all of a section, not the first thing in it
            return path
        path, node = (*path, step[0]), step[1]


def _step(node: Node, span: Span) -> tuple[str | int, Node] | None:
    if isinstance(node, MapNode):
        for key, value in node.entries:
            if _inside(key.span, span) or _inside(value.span, span):
                return key.text, value
    elif isinstance(node, ListNode):
        for number, item in enumerate(node.items):
            if _inside(item.span, span):
                return number, item
    return None


def _inside(whole: Span, part: Span) -> bool:
    start = (part.line, part.column)
    return (whole.line, whole.column) <= start <= (whole.end_line, whole.end_column)
