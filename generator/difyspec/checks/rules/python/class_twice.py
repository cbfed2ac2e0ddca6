"""D954."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import Related


@rule("D954", WARNING)
def class_twice(plugin: Plugin) -> Iterator[Hit]:
    """Two classes serve one model type

    Among the classes of the files under `model_sources` the SDK takes the last one for each type.

    Why: The other class is never used, and an import that is moved can change which one counts.

    Fix: Keep one class; put a common base into a module that is not listed, and use it through the module.

    Wrong:
        class AcmeLargeLanguageModel(Common, LargeLanguageModel):
            ...
        class AcmeReasoner(AcmeLargeLanguageModel):
            ...

    Right:
        class AcmeLargeLanguageModel(Common, LargeLanguageModel):
            ...
    """
    if plugin.layout.excerpt:
        return
    from difyspec.loaders.sdk.python import model_classes  # `ast` is only needed where there is Python

    for kind, found in model_classes(plugin.layout).items():
        own = [one for one in found if one.own is not None]
        if len(own) > 1 and found[-1].own is not None and len({one.own for one in own}) > 1:
            related = (Related(own[0].span, "never used"),)
            yield Hit(own[-1].span, f"`{own[-1].name}` takes the place of `{own[0].name}` for {kind}", related=related)
