"""How failures are named."""

from typing import Annotated

from difyspec.language.kinds.lists import Many
from difyspec.language.kinds.numbers import AnyScalar
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.statuses import STATUS
from difyspec.language.kinds.texts import Plain, Word
from difyspec.language.models.restriction import Restriction
from difyspec.language.positions import Hook, Place, PlainTexts, TextValue
from difyspec.language.section import Report, Section, key, required
from difyspec.language.tree import Located
from difyspec.provider.transport import ErrorKind
from difyspec.provider.values import Scalar

_EXCEPTION = Plain(
    "the path of an exception", r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", "Write module and class, as in openai.APIError."
)


class Places(Section):
    """Where the body of a failure has what."""

    code: Place | None = key("The provider's own code.", "base_resp.status_code")
    message: Place | None = key("The message.", "base_resp.status_msg")


class Row(Restriction):
    """One row: all tests that are given must hold."""

    status: Annotated[tuple[Located[tuple[int, int]], ...], Many(STATUS)] | None = key(
        "The HTTP status: one, several, a class or a range.", "402", "[500, 502-504]", "5xx"
    )
    code: Annotated[tuple[Located[Scalar], ...], Many(AnyScalar())] | None = key(
        "The provider's own code.", "1002", "Throttling"
    )
    message: PlainTexts | None = key("A piece of the message.", "insufficient balance")
    exception: Annotated[tuple[Located[str], ...], Many(_EXCEPTION)] | None = key(
        "An exception that a hook raised.", "openai.APITimeoutError"
    )
    is_: Annotated[str, Word(tuple(ErrorKind))] = required("What the failure is.", "bad_request")
    say: TextValue | None = key(
        "What the user is told instead of the server's message.",
        "The balance is used up.",
        "$(error.message) ($(error.code))",
    )

    @classmethod
    def examine(cls, made: Section, report: Report) -> None:
        """A row without a test would fit everything."""
        if not set(made.written) - {"is_", "say"}:
            remedy = "Say which failures it is about: `status`, `code`, `message`, `exception` or `when`."
            report("D120", made.place, "this row has no test, so it would fit every failure", remedy)


class Errors(Section):
    """Where a failure says what it is, and what it counts as."""

    body: Places | None = key("Where code and message stand in the body.", "{message: detail}")
    table: Annotated[tuple[Located[Row], ...], Many(SectionOf(Row), single=False)] | None = key(
        "Rows of which the first fitting one counts; the shipped table follows.", "[{code: 1002, is: rate_limit}]"
    )
    classify: Hook | None = key("A hook that is asked before the table.", "hooks.classify")
