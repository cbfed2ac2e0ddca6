"""How the server is reached: what the provider says for all model types, and a type for itself."""

from typing import Annotated

from difyspec.language.choices import AddressChoice, TextChoice
from difyspec.language.kinds.base import Kind
from difyspec.language.kinds.lists import EntriesOf, Many, TableOf
from difyspec.language.kinds.normalize import NORMALIZE, Suffix
from difyspec.language.kinds.references import OrHook
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.shapes import ByShape, ChoiceOf
from difyspec.language.kinds.statuses import STATUS
from difyspec.language.kinds.texts import Plain, Word
from difyspec.language.positions import TEXT_VALUE, Flag, NumberValue, WholeValue
from difyspec.language.section import Report, Section, key
from difyspec.language.tree import Choice, Entries, Expr, Located
from difyspec.provider.expressions import Value
from difyspec.provider.transport import HookRef

HEADER = Plain("the name of a header", r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", "Write letters, digits and `-`, without spaces.")
Headers = Annotated[Entries[Choice[Expr[Value]]], TableOf(ChoiceOf(TEXT_VALUE), HEADER, called="headers")]
HeaderTable = Annotated[Entries[Expr[Value]], TableOf(TEXT_VALUE, HEADER, called="names and values")]


class Auth(Section):
    """How a request shows who sends it: one of the keys."""

    bearer: Annotated[Expr[Value] | HookRef, OrHook(TEXT_VALUE)] | None = key(
        "The token of the header `Authorization: Bearer …`; no header where it is absent.",
        "$(cred.api_key)",
        "hooks.token",
    )
    header: HeaderTable | None = key("Headers of other names.", "{api-key: $(cred.api_key)}")

    @classmethod
    def examine(cls, made: Section, report: Report) -> None:
        """One of the two keys."""
        if len(made.written) != 1:
            remedy = "Keep one: a token in `bearer`, or headers by name in `header`; `auth: none` where there is none."
            report("D120", made.place, "an authentication is either `bearer` or `header`", remedy)


class Timeout(Section):
    """Seconds. A number alone is `read`."""

    short = "read"

    connect: NumberValue | None = key("To be connected.", "10")
    read: NumberValue | None = key("Between two pieces of an answer.", "300")
    write: NumberValue | None = key("To send a piece of a request.", "60")
    total: NumberValue | None = key("For everything together.", "600")


class Retry(Section):
    """When a request is sent again: only before anything of an answer was passed on."""

    short = "attempts"

    attempts: WholeValue | None = key("How often it is tried in all.", "3")
    statuses: Annotated[tuple[Located[tuple[int, int]], ...], Many(STATUS)] | None = key(
        "The answers after which it is tried again, besides a refused connection.", "[429, 5xx]"
    )
    wait: NumberValue | None = key("Seconds before the second attempt; doubled for each further one.", "0.5")
    timeouts: Flag | None = key("Whether it is sent again as well when no answer came in time.", "true")


AUTH: Kind[str | Auth] = ByShape(Word(("none",)), SectionOf(Auth))


class ConnectionKeys(Section):
    """What may be said for all model types, and again for one of them."""

    endpoint: AddressChoice | None = key(
        "The server's base address.", "$(cred.endpoint_url else 'https://api.example.com/v1')"
    )
    normalize: (
        Annotated[
            Entries[Suffix],
            EntriesOf(
                NORMALIZE, NORMALIZE, Word(("strip_suffix", "ensure_suffix", "origin")), unique=False, called="steps"
            ),
        ]
        | None
    ) = key("What is done to the address, in order.", "[strip_suffix: /v1, ensure_suffix: /v1]", "[origin]")
    auth: Annotated[Choice[str | Auth], ChoiceOf(AUTH)] | None = key(
        "How a request shows who sends it.", "{bearer: $(cred.api_key)}", "none"
    )
    headers: Headers | None = key("Headers of every request.", "{X-Title: Dify}")
    query: Annotated[Choice[Entries[Expr[Value]]], ChoiceOf(TableOf(TEXT_VALUE, called="names and values"))] | None = (
        key("What stands behind the `?` of every address.", "{api-version: $(cred.api_version else '2024-10-21')}")
    )
    timeout: Annotated[Choice[Timeout], ChoiceOf(SectionOf(Timeout))] | None = key(
        "How long to wait.", "{connect: 10, read: 300}", "$(cred.invoke_timeout)"
    )
    retry: Annotated[Choice[Retry], ChoiceOf(SectionOf(Retry))] | None = key(
        "When a request is sent again.", "{attempts: 3, statuses: [429, 503]}"
    )
    wire_name: TextChoice | None = key(
        "The model's name as the server knows it.", "$(cred.endpoint_model_name else model)"
    )
