"""What may be read at a place of a spec."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from difyspec.provider.expressions import Root
from difyspec.provider.models import ModelType

ALL_TYPES = tuple(ModelType)


@dataclass(frozen=True, slots=True)
class Where:
    """A place: its words in a sentence, what can be read there, and the model types it concerns.

    `described`: a request is described there, so what it is about can be read: texts, query, number of results.
    `testing`: nothing but tests of credentials comes there.
    """

    words: str
    roots: frozenset[Root]
    types: tuple[ModelType, ...] = ALL_TYPES
    described: bool = False
    testing: bool = False


def _place(words: str, *roots: Root, types: Iterable[ModelType] = ALL_TYPES) -> Where:
    return Where(words, frozenset(roots), tuple(types))


CONDITION = Where("in a named condition", frozenset(Root))


@cache
def custom(type_: ModelType) -> Where:
    """The columns of a model whose name only the user knows, and overrides of it."""
    return _place("in the description of a model", Root.CRED, Root.DISCOVERED, Root.MODEL, types=(type_,))


def voice(type_: ModelType) -> Where:
    """The ids of voices."""
    return _place("in the id of a voice", Root.MODEL, Root.VOICE, types=(type_,))


def connection(types: tuple[ModelType, ...]) -> Where:
    """How the server is reached; of no types, for all of them."""
    types = types or ALL_TYPES
    return _place("in the connection to the server", Root.CRED, Root.DISCOVERED, Root.MODEL, Root.CALL, types=types)


def request(type_: ModelType) -> Where:
    """What is sent for one model type."""
    roots = [Root.CRED, Root.DISCOVERED, Root.MODEL, Root.CALL]
    if type_ is ModelType.LLM:
        roots += [Root.PARAM, Root.GIVEN]
    return _place(f"in a request to {type_.value} models", *roots, types=(type_,))


def described(type_: ModelType) -> Where:
    """A request in a server's own JSON."""
    return replace(request(type_), described=True)


def item(type_: ModelType) -> Where:
    """How one of several texts is written into a request."""
    found = described(type_)
    return replace(found, words="in `each`", roots=found.roots | {Root.ITEM})


def attempt(type_: ModelType) -> Where:
    """What is tried before a test of credentials fails."""
    roots = (Root.CRED, Root.DISCOVERED, Root.MODEL, Root.ERROR)
    return _place("in a test of credentials", *roots, types=(type_,))


def refused(type_: ModelType) -> Where:
    """Whether a model is refused before it is called."""
    return replace(_place("in a refusal", Root.CRED, Root.DISCOVERED, Root.MODEL, types=(type_,)), testing=True)


def asked(types: tuple[ModelType, ...]) -> Where:
    """What the server is asked of a model of which nothing is known yet."""
    return _place("in a question about a model", Root.CRED, Root.MODEL, Root.CALL, types=types)


PROVIDER_TEST = _place("in the test of the provider's form", Root.CRED)
# One table serves all calls of a provider; it is asked what failed, not who called.
ERROR_ROW = _place("in the table of errors", Root.ERROR)
