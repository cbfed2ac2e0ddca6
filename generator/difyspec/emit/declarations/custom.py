"""``adapter/custom/<type>.yaml``: what is fixed about a model whose name only the user knows.

It is Dify's model YAML without a name. Features and parameters that depend on the call are in it too, the generated
class takes them out again; properties that depend on the call are not, the class sets them. A custom model that starts
as another one has no such file; ``adapter/base/<type>.yaml`` lists the models that users deploy under other names.
"""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.emit.declarations.models import model_data, pricing_data, rules_data
from difyspec.emit.header import notice
from difyspec.emit.trees import mapping, strings
from difyspec.emit.yaml import dump
from difyspec.provider.expressions import Choice, Value
from difyspec.provider.models import CustomModel, Voices
from difyspec.provider.plugin import Provider
from difyspec.provider.texts import Text, english
from difyspec.provider.values import DataList, DataMap, Scalar


def emit_custom(provider: Provider) -> Iterator[tuple[str, str]]:
    """The custom model of each type that has one, and the base models it may start as."""
    if provider.transport is None:
        return
    for catalogue in provider.catalogues:
        custom = catalogue.custom
        if custom is not None and custom.like is None:
            yield f"adapter/custom/{catalogue.type.folder}.yaml", dump(custom_data(custom), notice(provider))
        if catalogue.base:
            models = DataList(tuple(model_data(model) for model in catalogue.base))
            yield f"adapter/base/{catalogue.type.folder}.yaml", dump(models, notice(provider))


def custom_data(custom: CustomModel) -> DataMap:
    """The fixed part of a custom model."""
    label = None if custom.label is None else fixed_label(custom.label)
    properties = [*((key, fixed(choice)) for key, choice in custom.properties), *_spoken(custom)]
    features = None if custom.features is None else strings(dict.fromkeys(one.name for one in custom.features))
    rules = None if custom.parameters is None else rules_data(tuple(one.rule for one in custom.parameters))
    return mapping(
        [
            ("label", label),
            ("model_type", custom.type.value),
            ("features", features),
            ("fetch_from", "customizable-model"),
            ("model_properties", mapping(properties)),
            ("parameter_rules", rules),
            ("pricing", None if custom.pricing is None else pricing_data(custom.pricing)),
        ]
    )


def _spoken(custom: CustomModel) -> Iterator[tuple[str, DataList | Scalar | None]]:
    """The voices that depend on nothing, and the first of them where no other is the usual one."""
    found = None if custom.voices is None else fixed_voices(custom.voices)
    if found is None or custom.voices is None:
        return
    if "default_voice" not in dict(custom.properties):
        yield "default_voice", next((id_ for id_, _, _ in custom.voices.listed if isinstance(id_, Scalar)), None)
    yield "voices", found


def fixed_voices(voices: Voices) -> DataList | None:
    """Voices that depend on nothing, in Dify's words; else None."""
    listed = [(id_, name, languages) for id_, name, languages in voices.listed if isinstance(id_, Scalar)]
    if voices.split is not None or len(listed) < len(voices.listed):
        return None
    described = [mapping([("mode", id_), ("name", name), ("language", strings(said))]) for id_, name, said in listed]
    return DataList(tuple(described))


def fixed_label(choice: Choice[Value | Text]) -> Text | None:
    """The label that depends on nothing, else None."""
    if len(choice.cases) == 1 and choice.cases[0].when is None:
        value = choice.cases[0].then
        return value if isinstance(value, Text) else english(value.text) if isinstance(value, Scalar) else None
    return None


def fixed(choice: Choice[Value]) -> Scalar | None:
    """The value of a choice that depends on nothing, else None."""
    if len(choice.cases) == 1 and choice.cases[0].when is None:
        value = choice.cases[0].then
        return value if isinstance(value, Scalar) else None
    return None
