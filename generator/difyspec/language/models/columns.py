"""What is said about one model: its columns."""

from typing import Annotated

from difyspec.language.choices import NumberChoice, TextChoice, WholeChoice
from difyspec.language.kinds.labels import LABEL, Label
from difyspec.language.kinds.lists import EntriesOf, Many
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.shapes import ChoiceOf
from difyspec.language.kinds.texts import Word
from difyspec.language.models.money import Price, PriceOf
from difyspec.language.models.parameters import Adjustments, ListedFeature, ParameterList
from difyspec.language.models.restriction import Restriction
from difyspec.language.positions import (
    FEATURES,
    FREE_NAME,
    Computed,
    DataMap,
    Flag,
    FlagData,
    FreeName,
    Hook,
    Keys,
    PlainText,
    PlainTexts,
    TextValue,
)
from difyspec.language.section import Section, key
from difyspec.language.tree import Choice, Entries, Located
from difyspec.provider.texts import LOCALES

FeatureList = Annotated[
    Entries[ListedFeature],
    EntriesOf(
        SectionOf(ListedFeature),
        SectionOf(ListedFeature),
        FREE_NAME,
        FEATURES,
        changes=True,
        called="features",
        titled="FeatureList",
    ),
]


Languages = Annotated[tuple[Located[str], ...], Many(Word(LOCALES), single=False)]


class MaxTokens(Section):
    """The parameter that is built on the template `max_tokens`: a number is its greatest value."""

    short = "max"

    max: NumberChoice | None = key("The greatest value.", "8192")
    default: NumberChoice | None = key("The value where the user gives none.", "4096")
    min: NumberChoice | None = key("The least value.", "1")


class Voice(Section):
    """One voice: its name for people, or a map."""

    short = "name"

    name: PlainText | None = key("The name for people; else the voice's id.", "Alloy")
    language: PlainTexts | None = key("Languages of this voice, where they differ from the others'.", "[en-US]")


class Voices(Section):
    """The voices of a tts model."""

    language: PlainTexts | None = key("The languages of every voice.", "[zh-Hans, en-US]")
    list: Annotated[Entries[Voice], EntriesOf(SectionOf(Voice), SectionOf(Voice), called="voices")] | None = key(
        "The voices: id and name.", "[alloy: Alloy, echo: Echo]"
    )
    id: TextValue | None = key("How the id is built, where it is more than the voice.", "$(model):$(voice)")
    split: Computed | None = key("The field that holds the voices, with commas between them.", "$(cred.voices)")


class Properties(Section):
    """Dify's model properties, by their own names."""

    mode: TextChoice | None = key("`chat` or `completion`.", "chat", "$(cred.mode)")
    context_size: WholeChoice | None = key("How many tokens go in.", "131072", "$(cred.context_size)")
    max_chunks: WholeChoice | None = key("How many texts one request embeds.", "32")
    file_upload_limit: WholeChoice | None = key("The largest audio file, in megabytes.", "25")
    supported_file_extensions: TextChoice | None = key("Kinds of audio files, with commas between them.", "'mp3,wav'")
    max_characters_per_chunk: WholeChoice | None = key("The longest text one request embeds.", "8192")
    default_voice: TextChoice | None = key("The voice where the user chooses none.", "alloy", "$(model):alex")
    voices: Voices | None = key("The voices.", "{language: [en-US], list: [alloy: Alloy, echo: Echo]}")
    word_limit: WholeChoice | None = key("How many characters one request speaks.", "3500")
    audio_type: TextChoice | None = key("The kind of audio that is spoken.", "mp3")
    max_workers: WholeChoice | None = key("How many requests may speak at the same time.", "5")


class Columns(Properties):
    """What can be said about a model anywhere: in a profile, in an override, at the model itself."""

    label: Annotated[Choice[Label], ChoiceOf(LABEL)] | None = key(
        "The model's name as people read it; else its id.", "Llama 3.1 8B", "$(cred.display_name else model)"
    )
    features: FeatureList | None = key(
        "What the model can do: a whole list, or changes.", "[agent-thought, tool-call]", "[+vision, -tool-call]"
    )
    parameters: ParameterList | None = key(
        "What users can set: a whole list, or changes.",
        "[temperature, top_p: {default: 0.95}]",
        "[+json_schema: {after: response_format}, -top_k]",
    )
    adjust: Adjustments | None = key(
        "Values of parameters that stay in the list.",
        "{temperature: {default: 0.6}, response_format: {options: [text]}}",
    )
    max_tokens: MaxTokens | None = key(
        "The limits of the parameter that is built on that template.", "8192", "{default: 4096, max: 40960}"
    )
    price: Annotated[Price, PriceOf()] | None = key("What it costs.", "0.05/0.08", "0.10", "0.008/0.024 USD per 1K")
    deprecated: FlagData | None = key("Whether it is no longer offered.", "true")
    listed: Flag | None = key("`false`: the position file does not name it.", "false")
    fetch_from: PlainText | None = key("Dify's key of that name; rarely written.", "predefined-model")
    source: PlainText | None = key("Where the facts come from; kept in the spec only.", "'https://example.com/models'")
    unset: Keys | None = key("Keys to take away from what was inherited.", "[price, label]")
    extra: DataMap | None = key("Further keys of the model's YAML, copied as they are.", "{pricing: {cached: '0.1'}}")


class Profile(Columns):
    """Columns that models share."""

    like: FreeName | None = key("The profile of the same type that this one starts as a copy of.", "chat")
    folder: PlainText | None = key("The folder below that of the type in which the files of its models lie.", "openai")
    label_languages: Languages | None = key("The same as for the type, for the models of this profile.", "[en_US]")


class Model(Columns):
    """One model."""

    use: FreeName | None = key("The profile it has.", "chat")
    file: PlainText | None = key("The name of its YAML file, where it is not the usual one.", "old.yaml")
    folder: PlainText | None = key("The folder below that of the type in which its file lies.", "openai")
    label_languages: Languages | None = key("The same as for the type, for this model.", "[en_US, zh_Hans]")


class Override(Columns, Restriction):
    """Columns for every model that fits."""

    over: Flag | None = key("`true`: may differ from what an earlier override says.", "true")


class Custom(Columns):
    """What a model is whose name only the user knows."""

    use: FreeName | None = key("The profile it has.", "chat")
    like: TextValue | None = key("The model it starts as a copy of.", "$(cred.base_model_name)")
    schema_: Hook | None = key("A hook that completes what the model is.", "hooks.schema")
