"""D878."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.wording import and_others

# Parts of names and texts that code which sends such content has in it somewhere.
_WORDS: Mapping[str, tuple[str, ...]] = {
    "vision": ("image", "vision", "picture", "photo"),
    "audio": ("audio",),
    "video": ("video",),
    "document": ("document", "pdf", "file"),
}
# Names of code that may pass on content of any kind without naming it.
_ANY = frozenset(("model_dump", "model_dump_json", "asdict", "to_dict", "MultiModalPromptMessageContent"))
# What the SDK's class for OpenAI-compatible servers sends (interfaces/model/openai_compatible/llm.py).
_SDK_SENDS = frozenset(("vision", "video"))


@rule("D878", WARNING)
def unsent_modality(plugin: Plugin) -> Iterator[Hit]:
    """Models take images, sound, films or documents, and nothing in the Python sends them

    Told once for each of `vision`, `audio`, `video` and `document`, where no name and no text in all of the plugin's
    Python has to do with it, and all of its base classes are known. Code that passes on content of any kind is taken
    to send it.

    Why: Dify lets users attach files, and the model never gets them; nobody says so.

    Fix: Send the content, or remove the feature.

    Wrong:
        features: [tool-call, vision]  # and the adapter joins the texts of a message

    Right:
        features: [tool-call]
    """
    asking: dict[str, list[Model]] = {}
    for model in plugin.models:
        for feature in model.features if model.type == "llm" else ():
            if feature in _WORDS:
                asking.setdefault(feature, []).append(model)
    if not asking or not _understood(plugin):
        return
    said = {word.lower() for one in plugin.layout.modules.values() for word in one.texts | one.names | one.attributes}
    inherited = _SDK_SENDS if _derived(plugin) else frozenset[str]()
    for feature, models in asking.items():
        named = any(part in word for part in _WORDS[feature] for word in said)
        if not named and feature not in inherited:
            more = and_others(len(models), "model")
            message = f"`{models[0].id}`{more} can be given `{feature}`, and nothing in the plugin's Python sends it"
            yield Hit(models[0].features[feature].span, message)


def _understood(plugin: Plugin) -> bool:
    """Whether all of the Python is read, its base classes are known, and it names the content that it passes on."""
    layout = plugin.layout
    modules = [layout.modules.get(name) for name, _ in layout.sources]
    if layout.excerpt or not modules or not layout.whole:
        return False
    if any(module is None or module.trouble is not None for module in (*modules, *layout.modules.values())):
        return False
    from difyspec.loaders.sdk.python import Classes  # `ast` is only needed where there is Python

    classes = Classes(layout)
    if any(module is not None and classes.guessed(module) for module in modules):
        return False
    return not any(_ANY & (module.names | module.attributes) for module in layout.modules.values())


def _derived(plugin: Plugin) -> bool:
    """Whether an llm class derives from the SDK's complete one."""
    modules = plugin.layout.modules.values()
    return any(base.endswith("OAICompatLargeLanguageModel") for one in modules for c in one.classes for base in c.bases)
