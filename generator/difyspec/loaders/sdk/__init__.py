"""The Python SDK (dify_plugin 0.10): what it refuses when a plugin starts, and what it then knows."""

from __future__ import annotations

from difyspec.layout import Layout
from difyspec.layout.listing import POSITION as SUFFIX
from difyspec.loaders.refusals import Gate, Refusal, Trouble
from difyspec.loaders.sdk.manifest import MANIFEST
from difyspec.loaders.sdk.model import MODEL, POSITION
from difyspec.loaders.sdk.provider import PROVIDER
from difyspec.loaders.views import View, model_of, order_of


def refusals(layout: Layout) -> list[Refusal]:
    """Everything that keeps the plugin from starting, or its classes from being called."""
    found: list[Refusal] = []
    _manifest(layout, found)
    if layout.provider is not None:
        _provider(layout, found)
        _models(layout, found)
    if not layout.excerpt:
        from difyspec.loaders.sdk.python import python_refusals  # `ast` is only needed where there is Python

        if not any(name.startswith("_assets/") for name in layout.names):
            message = "the folder `_assets` is missing"
            place = layout.place("manifest.yaml")
            found.append(Refusal(Trouble.FILE, Gate.SDK, place, (), message, "Make it, and put the icons there."))
        found += python_refusals(layout)
    return found


def view(layout: Layout) -> View:
    """What the SDK would answer: every file that its patterns match, as often as they do."""
    models = (model_of(layout.root(name), name) for one in layout.types for name in one.sdk_files)
    positions = {one.key: order_of(layout.root(one.sdk_position)) if one.sdk_position else None for one in layout.types}
    return View(tuple(model for model in models if model), positions)


def _manifest(layout: Layout, out: list[Refusal]) -> None:
    place = layout.place("manifest.yaml")
    if layout.manifest is None:
        if "manifest.yaml" not in layout.folder.sizes:
            message = "`manifest.yaml` is missing"
            out.append(Refusal(Trouble.FILE, Gate.SDK, place, (), message, "Name the folder of a plugin."))
        return
    if layout.manifest.root is not None:
        MANIFEST.look(layout.manifest.root, (), out)
    elif layout.manifest.blank:
        out.append(Refusal(Trouble.FILE, Gate.SDK, place, (), "`manifest.yaml` is empty", "Write the manifest."))
    for name, node in layout.provider_names:
        if not layout.has(name):
            message = f"the file `{name}` is missing"
            path = ("plugins", "models", name)
            out.append(
                Refusal(Trouble.FILE, Gate.SDK, node.span, path, message, "Write the path of the provider's YAML.")
            )


def _provider(layout: Layout, out: list[Refusal]) -> None:
    for name, _ in layout.provider_names:
        file = layout.yaml(name)
        if file is not None and file.root is not None:
            PROVIDER.look(file.root, (), out)
        elif file is not None and file.blank:
            message = f"`{name}` is empty"
            out.append(Refusal(Trouble.FILE, Gate.SDK, layout.place(name), (), message, "Write the provider's YAML."))


def _models(layout: Layout, out: list[Refusal]) -> None:
    for one in layout.types:
        for listed in one.listed:
            for name in listed.sdk or ():
                _file(layout, name, out)


def _file(layout: Layout, name: str, out: list[Refusal]) -> None:
    file = layout.yaml(name)
    if file is None:
        return
    if name.endswith(SUFFIX):
        if file.root is not None:
            POSITION.look(file.root, (), out)
    elif file.root is not None:
        MODEL.look(file.root, (), out)
    elif file.blank:
        message = f"the model file `{name}` is empty"
        out.append(
            Refusal(Trouble.FILE, Gate.SDK, layout.place(name), (), message, "Write the model, or delete the file.")
        )


__all__ = ["refusals", "view"]
