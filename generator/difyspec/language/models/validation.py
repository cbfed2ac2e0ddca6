"""How credentials are tested."""

from typing import Annotated

from difyspec.language.choices import TextChoice
from difyspec.language.kinds.lists import Many
from difyspec.language.kinds.numbers import Flag as FlagKind
from difyspec.language.kinds.references import Hook as HookKind
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.shapes import ByShape
from difyspec.language.models.discover import Discovery
from difyspec.language.models.restriction import Restriction
from difyspec.language.positions import Body, PlainText, PlainTexts, TextValue
from difyspec.language.section import Report, Section, key, required
from difyspec.language.tree import Located
from difyspec.provider.transport import HookRef


class Attempt(Restriction):
    """Before a test fails, it is sent once more with other values if this fits; `error` is what went wrong."""

    set: Body | None = key("What the test request carries then.", "{thinking.type: disabled}")


class Refusal(Restriction):
    """A model that is refused before it is called, because of what the form or the server says."""

    say: TextValue = required("What the user is told.", "The server ranks texts; it embeds none.")

    @classmethod
    def examine(cls, made: Section, report: Report) -> None:
        """A refusal of everything would leave no models."""
        if not set(made.written) - {"say"}:
            remedy = "Say which models are refused: `when`, `match` or `group`."
            report("D120", made.place, "nothing restricts this refusal, so it would refuse every model", remedy)


class TypeValidation(Section):
    """How one model type is tested; each type tests sensibly by itself."""

    refuse: Annotated[tuple[Located[Refusal], ...], Many(SectionOf(Refusal), single=False)] | None = key(
        "Models that are refused before anything is called; the first that fits counts.",
        "[{when: not discovered.ranks, say: This server ranks nothing.}]",
    )
    get: PlainTexts | None = key(
        "What is asked for instead of a call; all of it must be answered. `[]`: nothing more than `discover`, or the "
        "hook `schema`, asks.",
        "[health, models]",
    )
    ping: Body | None = key("What the test request carries besides what it asks.", "{max_tokens: 5}")


class LlmValidation(TypeValidation):
    """How language models are tested."""

    text: PlainText | None = key("The message of the test.", "ping")
    stream: Annotated[bool | Restriction, ByShape(FlagKind(), SectionOf(Restriction))] | None = key(
        "When the test asks for a stream.", "{when: cred.stream_mode_auth}", "true"
    )
    attempts: Annotated[tuple[Located[Attempt], ...], Many(SectionOf(Attempt), single=False)] | None = key(
        "What is tried before the test fails, in order.",
        "[{when: error.message has 'budget_tokens', set: {thinking.type: disabled}}]",
    )


class TextValidation(TypeValidation):
    """How models that take one text are tested."""

    text: PlainText | None = key("The text of the test.", "ping")


class RerankValidation(TypeValidation):
    """How rerankers are tested."""

    query: PlainText | None = key("What the test asks.", "What is the capital?")
    documents: PlainTexts | None = key("The documents that the test has ranked.", "[It is Paris., Cats sleep.]")


class ProviderValidation(Section):
    """The model that is called to test the form of the provider: one type, one name. Or what is asked for instead."""

    get: PlainTexts | None = key("What is asked for instead of calling a model; all of it must be answered.", "models")
    llm: TextChoice | None = key("A language model.", "llama-3.1-8b-instant", "$(cred.validate_model else 'small')")
    text_embedding: TextChoice | None = key("An embedding model.", "jina-embeddings-v3", name="text-embedding")
    rerank: TextChoice | None = key("A reranker.", "rerank-v3")
    speech2text: TextChoice | None = key("A model that hears.", "whisper-1")
    tts: TextChoice | None = key("A model that speaks.", "tts-1")
    moderation: TextChoice | None = key("A moderation model.", "guard")


class ModelValidation(Section):
    """How the credentials of a model that a user added are tested."""

    discover: Annotated[HookRef | Discovery, ByShape(HookKind(), SectionOf(Discovery))] | None = key(
        "What learns the declared facts: a question to the server, or a hook.", "{get: info}", "hooks.discover"
    )
    llm: LlmValidation | None = key("Language models.", "{ping: {max_tokens: 5}}")
    text_embedding: TextValidation | None = key("Embeddings.", "{text: ping}", name="text-embedding")
    rerank: RerankValidation | None = key("Rerankers.", "{query: What is the capital?}")
    speech2text: TypeValidation | None = key("From speech to text.", "{get: models}")
    tts: TextValidation | None = key("From text to speech.", "{text: Hello.}")
    moderation: TextValidation | None = key("Moderation.", "{text: ping}")


class Validation(Section):
    """How the two forms are tested."""

    provider: ProviderValidation | None = key(
        "What tests the provider's form.", "{llm: llama-3.1-8b-instant}", "{get: models}"
    )
    model: ModelValidation | None = key("How a model that a user added is tested.", "{discover: hooks.discover}")
