"""The daemon (dify-plugin-daemon bdb5642): what its packer and its installer refuse, and what it declares to Dify."""

from __future__ import annotations

from difyspec.layout import Layout
from difyspec.layout.tree import items_at
from difyspec.loaders.daemon.files import file_refusals
from difyspec.loaders.daemon.manifest import MANIFEST
from difyspec.loaders.daemon.model import MODEL, POSITION
from difyspec.loaders.daemon.provider import PROVIDER
from difyspec.loaders.refusals import Gate, Refusal, Trouble
from difyspec.loaders.views import View, model_of, order_of


def refusals(layout: Layout) -> list[Refusal]:
    """Everything that some gate of the daemon refuses."""
    found: list[Refusal] = []
    if layout.manifest is not None and layout.manifest.root is not None:
        MANIFEST.look(layout.manifest.root, (), found)
        if not items_at(layout.manifest.root, "plugins", "models"):
            return found
    if layout.provider is not None:
        for name, _ in layout.provider_names:
            root = layout.root(name)
            if root is not None:
                PROVIDER.look(root, (), found)
        for one in layout.types:
            for name in dict.fromkeys(one.daemon_files):
                _model(layout, name, found)
            if one.position is not None and (root := layout.root(one.position)) is not None:
                POSITION.look(root, (), found)
    found += file_refusals(layout)
    return found


def _model(layout: Layout, name: str, out: list[Refusal]) -> None:
    file = layout.yaml(name)
    if file is not None and file.root is not None:
        MODEL.look(file.root, (), out)
    elif file is not None and file.blank:
        message = f"the model file `{name}` is empty"
        out.append(Refusal(Trouble.FILE, Gate.ANSWER, layout.place(name), (), message, "Write the model."))


def view(layout: Layout) -> View:
    """What the daemon would declare: every packed file that its patterns match, the order from `position`."""
    models = (model_of(layout.root(name), name) for one in layout.types for name in one.daemon_files)
    positions = {one.key: order_of(layout.root(one.position)) if one.position else None for one in layout.types}
    return View(tuple(model for model in models if model), positions)


__all__ = ["refusals", "view"]
