"""Models as Dify shows them: predefined ones, base models, and the model whose name only the user knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from difyspec.provider.expressions import Choice, Condition, Value
from difyspec.provider.texts import Text
from difyspec.provider.values import EMPTY_MAP, Data, DataList, DataMap, Scalar
from difyspec.provider.vocabulary import UNIT_WORDS


class ModelType(StrEnum):
    """Dify's model types, in the order in which a plugin lists them."""

    LLM = "llm"
    TEXT_EMBEDDING = "text-embedding"
    RERANK = "rerank"
    SPEECH2TEXT = "speech2text"
    TTS = "tts"
    MODERATION = "moderation"

    @property
    def folder(self) -> str:
        """The name of its folder and module: ``text_embedding``."""
        return self.value.replace("-", "_")


@dataclass(frozen=True, slots=True)
class ParameterRule:
    """One parameter of a model. None is absent; a null that was written is the scalar `NULL`.

    `default`, `min`, `max` and `precision` are numbers, texts or bools as the type asks; `required` is a bool scalar.
    """

    name: str
    use_template: str | None = None
    type: str | None = None
    label: Text | None = None
    help: Text | None = None
    required: Scalar | None = None
    default: Data | None = None
    min: Scalar | None = None
    max: Scalar | None = None
    precision: Scalar | None = None
    options: tuple[Scalar, ...] | None = None
    extra: DataMap = EMPTY_MAP


@dataclass(frozen=True, slots=True)
class Pricing:
    """Prices as exact text, per `unit` (``0.000001`` is per million tokens) in `currency`."""

    input: Scalar | None
    output: Scalar | None
    unit: Scalar | None
    currency: Scalar | None
    extra: DataMap = EMPTY_MAP

    @property
    def per(self) -> str:
        """What prices are for: ``1M``; the unit as written where there is no such word, empty without one."""
        return "" if self.unit is None else UNIT_WORDS.get(self.unit.text, self.unit.text)


@dataclass(frozen=True, slots=True)
class Model:
    """One model file. `properties` are (key, data) pairs of ``model_properties`` in the order of writing.

    `file` is the path of its YAML within ``models/<type>/``; `listed` says whether the position file names it.
    """

    id: str
    type: ModelType
    file: str
    label: Text | None
    features: tuple[Scalar, ...] | None
    properties: tuple[tuple[str, Data], ...] | None
    parameters: tuple[ParameterRule, ...] | None
    pricing: Pricing | None
    deprecated: Scalar | None = None
    fetch_from: Scalar | None = None
    listed: bool = True
    source: str | None = None
    profile: str | None = None
    extra: DataMap = EMPTY_MAP

    @property
    def key(self) -> tuple[str, ...]:
        """The beginning of its keys in `Origins`."""
        return key_of_model(self.type, self.id, self.file)


def key_of_model(type_: ModelType, id_: str, file: str) -> tuple[str, ...]:
    """The beginning of the keys of a model in `Origins`: two models with one id differ in their files."""
    return ("models", type_.value, id_, file)


@dataclass(frozen=True, slots=True)
class CustomFeature:
    """A feature of a custom model, there when the condition holds (always, without one)."""

    name: str
    when: Condition | None


type Dynamic = Value | DataList | DataMap
"""What an attribute can come to: options are a list, label and help a map by language, the others single values."""


@dataclass(frozen=True, slots=True)
class CustomParameter:
    """A parameter of a custom model: its fixed part, what depends on the call, and when it is there at all.

    `dynamic` are (attribute of `ParameterRule`, choice of values), e.g. ``("max", ...)``; the fixed part has none of
    these attributes. Where no case holds the attribute is absent.
    """

    rule: ParameterRule
    dynamic: tuple[tuple[str, Choice[Dynamic]], ...] = ()
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Voices:
    """Voices of a custom tts model: split from a comma-separated text, or `listed` as (id, name, languages)."""

    split: Value | None
    languages: tuple[str, ...]
    listed: tuple[tuple[Value, str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class CustomModel:
    """What a model is whose name only the user knows, with every override already composed into choices.

    `like` is the expression that names the base (or predefined) model it starts as; then `features`, `parameters` and
    `properties` are what differs, else they are the whole model. `features` or `parameters` None: inherited.

    With `like`, a feature is added while its condition holds and taken away otherwise; likewise a parameter, whose
    fixed part then has only the attributes that differ (all, for one that no base model has). A condition that can
    never hold is ``Any(())``.
    """

    type: ModelType
    like: Value | None
    label: Choice[Value | Text] | None
    features: tuple[CustomFeature, ...] | None
    properties: tuple[tuple[str, Choice[Value]], ...]
    parameters: tuple[CustomParameter, ...] | None
    pricing: Pricing | None = None
    voices: Voices | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A named profile and the parameters its models have, for one typed parameters entity each."""

    name: str
    parameters: tuple[ParameterRule, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All models of one type.

    `position` is the content of the position file, None where there is none. `predefined_paths` are the globs or files
    that the provider YAML lists, `position_path` what it names as position file (None: key absent). `kept` are models
    of which Dify knows nothing, since no path leads to their files: an imported plugin's own Python may read them.
    """

    type: ModelType
    predefined: tuple[Model, ...] = ()
    base: tuple[Model, ...] = ()
    custom: CustomModel | None = None
    profiles: tuple[Profile, ...] = ()
    position: tuple[Data, ...] | None = None
    position_path: str | None = None
    predefined_paths: tuple[str, ...] = ()
    kept: tuple[Model, ...] = ()
