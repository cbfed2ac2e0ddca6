"""The models of each type."""

from typing import Annotated

from difyspec.language.kinds.lists import EntriesOf, Many, TableOf
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.texts import Word
from difyspec.language.models.columns import Custom, Languages, Model, Override, Profile
from difyspec.language.models.money import Basis, BasisOf
from difyspec.language.positions import FREE_NAME, Keys, PlainText, PlainTexts
from difyspec.language.section import Section, key
from difyspec.language.tree import Entries, Located

ModelList = Annotated[
    Entries[Model], EntriesOf(SectionOf(Model), SectionOf(Model), unique=False, called="models", titled="ModelList")
]


class Position(Section):
    """Where a name is put that is added with `+`; at the end, if nothing is said."""

    after: PlainText | None = key("Behind this name.", "model-a")
    before: PlainText | None = key("Before this name.", "model-a")


_POSITION: SectionOf[Position] = SectionOf(Position)


class Catalogue(Section):
    """All models of one type."""

    pricing: Annotated[Basis, BasisOf()] | None = key("What prices are in: currency and unit.", "USD per 1M")
    profiles: Annotated[Entries[Profile], TableOf(SectionOf(Profile), FREE_NAME, called="profiles by name")] | None = (
        key("Columns that models share, by name.", "{chat: {mode: chat, parameters: [temperature, max_tokens]}}")
    )
    predefined: ModelList | None = key(
        "The models Dify offers, in its order.", "[llama-3.1-8b-instant: {use: chat, context_size: 131072}]"
    )
    base: ModelList | None = key(
        "Models that users deploy under names of their own; not offered by themselves.", "[gpt-4o: {use: chat}]"
    )
    overrides: Annotated[tuple[Located[Override], ...], Many(SectionOf(Override), single=False)] | None = key(
        "Columns for models by name, for predefined and custom models alike.",
        "[{match: ['qwen/qwen3*'], adjust: {top_p: {default: 0.95}}}]",
    )
    custom: Custom | None = key("What a model is whose name only the user knows.", "{context_size: 8192}")
    kept: ModelList | None = key(
        "Models in files that no path leads to: Dify never sees them, the plugin's own Python may.",
        "[old-model: {use: chat}]",
    )
    label_languages: Languages | None = key(
        "The languages of a label that is written once, and of the id in its place; none: there are no labels but "
        "those that are written.",
        "[en_US, zh_Hans]",
        "[]",
    )
    file_names: Annotated[str, Word(("slug", "id"))] | None = key(
        "How files of models are called: the last part of the id in small letters, or the id with `-` for `/`.", "id"
    )
    position: (
        Annotated[Entries[Position], EntriesOf(_POSITION, _POSITION, changes=True, unique=False, called="models")]
        | None
    ) = key(
        "The position file, where it is not the order of `predefined`: in full, or changes to that order.",
        "[model-b, model-a]",
        "[+gone-model: {after: model-a}]",
    )
    position_path: PlainText | None = key("Where the position file lies.", "models/llm/_position.yaml")
    predefined_paths: PlainTexts | None = key(
        "The files or globs that the provider's YAML lists.", "['models/llm/*.yaml']"
    )
    unset: Keys | None = key(
        "Of an imported plugin: `position` if it has no such file, `position_path` or `predefined_paths` if its "
        "provider does not say that.",
        "[position]",
    )


class Catalogues(Section):
    """The model types. A type that is written here exists, even if nothing stands in it."""

    llm: Catalogue | None = key("Language models.", "{custom: {mode: chat, context_size: 8192}}")
    text_embedding: Catalogue | None = key("Embeddings.", "{custom: {max_chunks: 16}}", name="text-embedding")
    rerank: Catalogue | None = key("Rerankers.", "{custom: {context_size: 8192}}")
    speech2text: Catalogue | None = key("From speech to text.", "{custom: {file_upload_limit: 25}}")
    tts: Catalogue | None = key("From text to speech.", "{custom: {audio_type: mp3}}")
    moderation: Catalogue | None = key("Moderation.", "{predefined: [guard: {max_chunks: 1}]}")
