"""The models of each type."""

from typing import Annotated

from difyspec.language.kinds.lists import EntriesOf, Many, TableOf
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.texts import Plain
from difyspec.language.models.columns import Custom, Model, Override, Profile
from difyspec.language.models.money import Basis, BasisOf
from difyspec.language.positions import FREE_NAME, PlainText, PlainTexts
from difyspec.language.section import Section, key
from difyspec.language.tree import Entries, Located

ModelList = Annotated[
    Entries[Model], EntriesOf(SectionOf(Model), SectionOf(Model), unique=False, called="models", titled="ModelList")
]


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
    position: Annotated[tuple[Located[str], ...], Many(Plain(), single=False, unique=False)] | None = key(
        "The position file, where it is not the order of `predefined`.", "[model-b, model-a]"
    )
    position_path: PlainText | None = key("Where the position file lies.", "models/llm/_position.yaml")
    predefined_paths: PlainTexts | None = key(
        "The files or globs that the provider's YAML lists.", "['models/llm/*.yaml']"
    )


class Catalogues(Section):
    """The model types. A type that is written here exists, even if nothing stands in it."""

    llm: Catalogue | None = key("Language models.", "{custom: {mode: chat, context_size: 8192}}")
    text_embedding: Catalogue | None = key("Embeddings.", "{custom: {max_chunks: 16}}", name="text-embedding")
    rerank: Catalogue | None = key("Rerankers.", "{custom: {context_size: 8192}}")
    speech2text: Catalogue | None = key("From speech to text.", "{custom: {file_upload_limit: 25}}")
    tts: Catalogue | None = key("From text to speech.", "{custom: {audio_type: mp3}}")
    moderation: Catalogue | None = key("Moderation.", "{predefined: [guard: {max_chunks: 1}]}")
