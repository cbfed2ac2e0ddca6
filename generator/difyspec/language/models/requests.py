"""What every model type can say about its requests, and requests in a server's own JSON."""

from typing import Annotated

from difyspec.language.choices import TextChoice
from difyspec.language.kinds.base import Kind
from difyspec.language.kinds.lists import Many
from difyspec.language.kinds.references import Place as PlaceKind
from difyspec.language.kinds.references import ProtocolName
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.shapes import ChoiceOf
from difyspec.language.kinds.values import BodyOf
from difyspec.language.models.connection import ConnectionKeys
from difyspec.language.models.send import Step
from difyspec.language.positions import BODY, Body, Count, Place
from difyspec.language.section import Section, key
from difyspec.language.tree import Choice, Entries, Expr, Located
from difyspec.provider.transport import BodyData, HookRef

PROTOCOL: Kind[str | HookRef] = ProtocolName()
Listed = Annotated[str, PlaceKind(lists=True, root=True)]
"""A place in an answer, which may itself be a list."""


class TypeTransport(ConnectionKeys):
    """One model type. The name of a protocol alone is `protocol`."""

    short = "protocol"

    protocol: Annotated[Choice[str | HookRef], ChoiceOf(PROTOCOL)] | None = key(
        "How the server is spoken to.", "openai.chat", "hooks.chat"
    )
    path: TextChoice | None = key(
        "The path behind the endpoint, where it is not the protocol's own; empty: none.",
        "/rerank",
        "/embed/$(call.model)",
    )
    send: Annotated[tuple[Located[Step], ...], Many(SectionOf(Step), single=False)] | None = key(
        "How parameters become the request body, step by step.", "[{drop: [enable_thinking]}]"
    )
    set: Body | None = key("What every request carries: a last step of `send`.", "{return_documents: true}")


class Item(Section):
    """How one item of `call.items` is written, by what it is."""

    text: Annotated[Expr[BodyData], BodyOf()] | None = key("A text.", "{text: $(item)}")
    image: Annotated[Expr[BodyData], BodyOf()] | None = key("An image.", "{image: $(item)}")


class Answer(Section):
    """Where the answer has what: dotted places, `[]` for each element, `*` for every value."""

    vectors: Listed | None = key("Embeddings, one a text.", "'data[].embedding'")
    tokens: Place | None = key("How many tokens were used.", "usage.total_tokens")
    results: Listed | None = key("The list of ranked documents.", "results")
    index: Place | None = key("In a result: the number of the document.", "index")
    score: Place | None = key("In a result: how well it fits.", "relevance_score")
    audio: Place | None = key("The spoken text, in base64 or in hex, where it is not all of the answer.", "data.audio")
    flagged: Listed | None = key("What says that a text is flagged; any true value counts.", "'results[].categories.*'")


class DescribedTransport(TypeTransport):
    """With `protocol: json`, a server with JSON of its own is described instead of programmed."""

    request: Annotated[Choice[Entries[Expr[BodyData]]], ChoiceOf(BODY)] | None = key(
        "The request body.", "{model: $(call.model), input: $(call.items)}"
    )
    response: Answer | None = key("Where the answer has what.", "{vectors: 'data[].embedding'}")


class JsonTransport(DescribedTransport):
    """The same for types whose requests are about items."""

    each: Annotated[Choice[Item], ChoiceOf(SectionOf(Item), inline=True)] | None = key(
        "How the items are written, where they are more than texts.",
        "[{group: takes_images, text: {text: $(item)}, image: {image: $(item)}}, {else: {text: $(item)}}]",
    )
    chunk: Count | None = key("How many characters of a text are sent at once.", "32000")
