"""D956."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin


@rule("D956", WARNING)
def entities_in_source(plugin: Plugin) -> Iterator[Hit]:
    """A pydantic model in a file that the SDK executes refers to a later class

    The SDK executes the files under `extra.python` without registering them as modules, so pydantic cannot look names
    up in them later: in annotations in quotes, and in all annotations after `from __future__ import annotations`.

    Why: The plugin starts, and the first use fails with "is not fully defined".

    Fix: Move the models to a module that is imported.

    Wrong:
        class Answer(BaseModel):
            choices: list["Choice"]

    Right:
        from models.entities import Answer
    """
    source = plugin.layout.provider_source
    listed = [name for name, _ in plugin.layout.sources]
    for name in dict.fromkeys((*([source] if source else []), *listed)):
        module = plugin.layout.modules.get(name)
        for one in module.classes if module is not None else ():
            pydantic = any(base in ("pydantic.BaseModel", "pydantic.main.BaseModel") for base in one.bases)
            late = module is not None and (module.future_annotations or bool(one.annotations))
            if pydantic and late and module is not None and one.refers & {other.name for other in module.classes}:
                yield Hit(one.span, f"`{one.name}` refers to a class that pydantic cannot look up in this file")
