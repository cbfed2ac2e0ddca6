"""The failures that a plugin's own tests script, and the kinds they expect."""

from __future__ import annotations

import re
from dataclasses import replace

from difyspec.emit.python.plugin_tests import samples
from difyspec.emit.python.plugin_tests.emitter import expected
from difyspec.emit.python.plugin_tests.failures import failures
from difyspec.provider import transport as wire
from difyspec.provider.expressions import Truth
from difyspec.provider.forms import Field, FieldType
from difyspec.provider.plugin import Provider
from difyspec.provider.texts import english
from difyspec.provider.transport import ErrorKind, ErrorRow
from difyspec.provider.values import integer, text

from tests.emit_python import wide, xinference


def rows(*made: ErrorRow, **places: str) -> Provider:
    return replace(xinference.provider(), errors=wire.Errors(rows=made, **places))


def kinds(provider: Provider) -> dict[int, str]:
    return {one["status"]: one["kind"] for one in failures(provider)}


def test_the_shipped_table() -> None:
    assert kinds(xinference.provider()) == {
        401: "authorization",
        403: "authorization",
        404: "bad_request",
        429: "rate_limit",
        500: "server_unavailable",
        503: "server_unavailable",
    }


def test_own_rows_come_first_and_hide_later_ones() -> None:
    first = ErrorRow(ErrorKind.RATE_LIMIT, statuses=((400, 450),))
    hidden = ErrorRow(ErrorKind.CONNECTION, statuses=((402, 402),))
    found = kinds(rows(first, hidden))
    assert found[401] == found[402] == found[429] == "rate_limit"
    assert found[500] == "server_unavailable"


def test_codes_and_messages_stand_where_the_server_puts_them() -> None:
    made = rows(
        ErrorRow(ErrorKind.RATE_LIMIT, codes=(integer(1002),)),
        ErrorRow(ErrorKind.AUTHORIZATION, messages=("suspended",)),
        code_place="base.code",
        message_place="base.text",
    )
    by_kind = {one["kind"]: one for one in failures(made) if one["status"] == 400}
    assert by_kind["rate_limit"]["body"]["base"]["code"] == "1002"
    assert "suspended" in by_kind["authorization"]["body"]["base"]["text"]


def test_what_cannot_be_told_is_not_expected() -> None:
    condition = Truth(wide.cred("api_key"))
    assert 429 not in kinds(rows(ErrorRow(ErrorKind.CONNECTION, statuses=((429, 429),), when=condition)))
    assert failures(wide.provider()) == [], "a hook decides"
    only = ErrorRow(ErrorKind.CONNECTION, exceptions=("x.Y",))
    assert kinds(rows(only)) == kinds(xinference.provider())


def field(**rest: object) -> Field:
    base = Field("a", "a_key", FieldType.TEXT, "text-input", english("A"), required=True)
    return replace(base, **rest)  # type: ignore[arg-type]


def test_made_up_values_fit_their_fields() -> None:
    for pattern in ("^[^/?#]+$", r"\d+", r"sample-\d", r"https://.*", r"[^@]+@[^@]+"):
        made = samples.credentials([field(pattern=pattern)], None, {})
        assert made is not None
        assert re.fullmatch(pattern, made["a_key"])
    assert samples.credentials([field(pattern="x{999}")], None, {}) is None
    assert samples.credentials([field(pattern="x{999}", required=False)], None, {}) == {}
    assert samples.credentials([field(default=text("given"))], None, {}) == {"a_key": "given"}
    assert samples.credentials([field()], None, {"a": "known"}) == {"a_key": "known"}


def test_hooks_make_the_scripted_server_uncertain() -> None:
    types = expected(xinference.provider())["types"]
    assert {name: type_["served"] for name, type_ in types.items()} == {
        "llm": True,
        "text-embedding": True,
        "rerank": True,
        "speech2text": True,
        "tts": False,
    }
    assert not any(type_["served"] for type_ in expected(wide.provider())["types"].values()), "a hook authorizes"
