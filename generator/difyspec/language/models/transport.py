"""How the server is spoken to."""

from typing import Annotated

from difyspec.language.kinds.shapes import ChoiceOf
from difyspec.language.kinds.texts import Word
from difyspec.language.models.connection import ConnectionKeys
from difyspec.language.models.llm import CountTokens, LlmTransport
from difyspec.language.models.requests import DescribedTransport, JsonTransport, TypeTransport
from difyspec.language.positions import TEXT_VALUE, Count, Hook, PlainTexts, WholeValue
from difyspec.language.section import Section, key
from difyspec.language.tree import Choice, Expr
from difyspec.provider.expressions import Value

TextChoice = Annotated[Choice[Expr[Value]], ChoiceOf(TEXT_VALUE)]


class Prefix(Section):
    """What is put before a text, by what it is for."""

    document: TextChoice | None = key("Before a text that is stored.", "$(cred.document_prefix)")
    query: TextChoice | None = key("Before a text that is searched with.", "'query: '")


class EmbeddingTransport(JsonTransport):
    """Embeddings."""

    prefix: Prefix | None = key("What is put before a text.", "{query: 'query: '}")
    media: Hook | None = key("A hook that embeds images and the like.", "hooks.embed_media")
    overflow: Annotated[str, Word(("truncate", "split", "send"))] | None = key(
        "What becomes of a text that is too long.", "split"
    )
    batch: WholeValue | None = key("How many texts one request carries; else `max_chunks`.", "16")
    batch_tokens: WholeValue | None = key(
        "How many tokens the texts of one request have together at most; else any number.", "120000"
    )
    concurrency: Count | None = key("How many requests run at the same time.", "4")
    count_tokens: CountTokens | None = key("How tokens are counted.", "chars/4")


class RerankTransport(JsonTransport):
    """Rerankers."""

    media: Hook | None = key("A hook that ranks images and the like.", "hooks.rerank_media")
    score: Annotated[str, Word(("identity", "sigmoid", "minmax"))] | None = key("What is done to scores.", "sigmoid")


class TranscriptionTransport(TypeTransport):
    """From speech to text."""

    content_type: Annotated[str, Word(("send", "drop"))] | None = key(
        "Whether the recording's media type is sent with it.", "drop"
    )


class SpeechTransport(DescribedTransport):
    """From text to speech."""

    voices: Hook | None = key("A hook that lists voices.", "hooks.voices")
    word_limit: Count | None = key("How many characters one request speaks, whatever the model says.", "4096")
    workers: Count | None = key("How many requests run at the same time, whatever the model says.", "3")


class ModerationTransport(JsonTransport):
    """Moderation."""


class Transport(ConnectionKeys):
    """What all model types share, and one section a type."""

    endpoint_attempts: PlainTexts | None = key(
        "Addresses that tests of credentials try as well if the form's field is empty; the one that accepts is kept.",
        "['https://api.example.cn/v1']",
    )
    client: Hook | None = key("A hook that makes a vendor's client for hooks to use.", "hooks.client")
    llm: LlmTransport | None = key("Language models.", "openai.chat")
    text_embedding: EmbeddingTransport | None = key("Embeddings.", "openai.embeddings", name="text-embedding")
    rerank: RerankTransport | None = key("Rerankers.", "jina.rerank")
    speech2text: TranscriptionTransport | None = key("From speech to text.", "openai.transcriptions")
    tts: SpeechTransport | None = key("From text to speech.", "{protocol: openai.speech, voices: hooks.voices}")
    moderation: ModerationTransport | None = key("Moderation.", "openai.moderations")
