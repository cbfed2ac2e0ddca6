"""What users are told of a failure: the ``say`` of a spec, as the code that is emitted for it says it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import dify_plugin  # noqa: F401  (it patches the process)
import pytest
from difyspec.emit.python import errors as emitted
from difyspec.emit.python.scope import Scope
from difyspec.runtime import errors, rows, values

from tests.resolve.specs import HEAD, codes, provider_of

MODELS = """
  llm: openai.chat
models: {llm: {predefined: [acme-1: {mode: chat, context_size: 8192}]}}
validation: {provider: {llm: acme-1}}
"""
WHOLE = rows.Problem("the card expired", status=402, code="E7")
BARE = rows.Problem("the card expired")


def spec(say: str) -> str:
    return f"{HEAD}{MODELS}errors: {{table: [{{status: 402, is: bad_request, say: {say}}}]}}\n"


def own(say: str) -> Iterator[rows.Row]:
    code = emitted.rows(provider_of(spec(say)).errors, Scope())
    assert code is not None
    made: tuple[rows.Row, ...] = eval(ast.unparse(code), {"errors": errors, "text": values.text, "first": values.first})
    yield from made


@pytest.mark.parametrize(
    ("say", "whole", "bare"),
    [
        ("Pay.", "Pay.", "Pay."),
        ("Pay, $$(error.message).", "Pay, $(error.message).", "Pay, $(error.message)."),
        ("'Pay: $(error.message)'", "Pay: the card expired", "Pay: the card expired"),
        ("$(error.message) ($(error.status) $(error.code))", "the card expired (402 E7)", "the card expired ( )"),
        ("$(error.code)", "E7", "the card expired"),
        ("$(error.status)", "402", "the card expired"),
        ("$(error.code else nothing)", "E7", "nothing"),
    ],
)
def test_what_is_told(say: str, whole: str, bare: str) -> None:
    (row,) = own(f'"{say}"' if "'" not in say else say)
    assert (row.rewrite(WHOLE), row.rewrite(BARE)) == (whole, bare)


@pytest.mark.parametrize(
    ("say", "code"), [("$(error.reason)", "D130"), ("$(cred.api_key)", "D212"), ("$(error.message", "D130")]
)
def test_what_cannot_be_told(say: str, code: str) -> None:
    assert code in codes(spec(say))
