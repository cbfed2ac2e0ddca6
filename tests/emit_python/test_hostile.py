"""No text of a spec becomes code: with hostile texts everywhere, the same program comes out, around other constants."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from difyspec.emit.python.connection import emit_connection
from difyspec.emit.python.groups import emit_groups
from difyspec.emit.python.model.llm import emit_llm
from difyspec.emit.python.model.moderation import emit_moderation
from difyspec.emit.python.model.rerank import emit_rerank
from difyspec.emit.python.model.text_embedding import emit_text_embedding
from difyspec.emit.python.model.tts import emit_tts
from difyspec.emit.python.provider import emit_provider
from difyspec.provider import transport as wire
from difyspec.provider.expressions import Pattern, Template
from difyspec.provider.forms import Field
from difyspec.provider.plugin import Provider
from difyspec.provider.values import Kind, Scalar

from tests.emit_python import wide

EMITTERS = (
    emit_connection,
    emit_groups,
    emit_provider,
    emit_llm,
    emit_text_embedding,
    emit_rerank,
    emit_tts,
    emit_moderation,
)
TEXTS = [
    '"""',
    "'''\"\"\"",
    '"); import os; os.system("x") #',
    "\\",
    "{call.cred.api_key}",
    "{{ 1 }}{% raw %}",
    "\n    return 1\n",
    "\r\x00\x0c\u2028",
    "$(cred.api_key)",
    "汉字🎉 \u202e",
    "%s %(x)s",
]
# Texts that name something or mean something to difyspec itself, by class: they are checked on the way in.
NAMES = {
    "Field": {"name", "type", "form", "model_types"},
    "Fact": {"name", "type"},
    "TypeTransport": {"type", "score", "structured_output"},
    "TypeValidation": {"type"},
    "MessageStep": {"name", "settings"},
    "HookFunction": {"name", "module"},
}
HOSTILE_FIELDS = {
    wire.Normalize: {"argument"},
    wire.ErrorRow: {"messages", "exceptions"},
    wire.Errors: {"code_place", "message_place"},
    wire.JsonMapping: {"path"},
    wire.Reasoning: {"read", "return_as"},
    wire.User: {"name"},
    wire.TypeValidation: {"text", "query", "documents", "gets"},
    wire.Validation: {"gets"},
    Field: {"variable", "default", "pattern", "aliases", "enabled"},
    Template: {"parts"},
    Pattern: {"text"},
}


def hostile(value: Any, extra: str) -> Any:
    """The same tree with `extra` in every text that is data."""
    if isinstance(value, Scalar):
        return Scalar(Kind.TEXT, value.text + extra) if value.kind is Kind.TEXT else value
    if isinstance(value, tuple):
        return tuple(hostile(item, extra) for item in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changes = {}
    for field in dataclasses.fields(value):
        inner = getattr(value, field.name)
        if field.name in NAMES.get(type(value).__name__, ()):
            continue
        if field.name in HOSTILE_FIELDS.get(type(value), ()):
            inner = texts(inner, extra)
        changes[field.name] = hostile(inner, extra)
    return dataclasses.replace(value, **changes)


def texts(value: Any, extra: str) -> Any:
    if isinstance(value, str) and value:
        return value + extra
    return tuple(texts(item, extra) for item in value) if isinstance(value, tuple) else value


def emitted(provider: Provider) -> Iterator[tuple[str, str]]:
    for emitter in EMITTERS:
        yield from emitter(provider)


class Blank(ast.NodeTransformer):
    """Takes the texts out of a program. An f-string and the text around its fields are one."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("") if isinstance(node.value, str) else node


def shape(source: str) -> str:
    return ast.dump(Blank().visit(ast.parse(source)))


def constants(source: str) -> str:
    found = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return "\n".join(value for value in found if isinstance(value, str))


@pytest.mark.parametrize("extra", TEXTS)
def test_the_program_stays_the_same(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # What is short is written in another way, but here only the texts are to differ.
    monkeypatch.setattr("difyspec.emit.python.choices.SHORT", 10**6)
    monkeypatch.setattr("difyspec.emit.python.model.customize.SHORT", 10**6)
    plain = dict(emitted(hostile(wide.provider(), "-harmless")))
    hurt = dict(emitted(hostile(wide.provider(), extra)))
    assert hurt.keys() == plain.keys()
    for path, source in hurt.items():
        assert shape(source) == shape(plain[path]), path


@pytest.mark.parametrize("extra", TEXTS)
def test_the_texts_come_out_as_they_are(extra: str) -> None:
    found = "\n".join(constants(source) for _, source in emitted(hostile(wide.provider(), extra)))
    for wanted in (
        wide.LABEL,
        "https://us.wide.example/v1",
        "2024-02-15",
        "budget_tokens",
        "wide/",
        "reasoning_content",
        'account "x" suspended',
        "base.code",
        "wide_api_key",
    ):
        assert wanted + extra in found, wanted
