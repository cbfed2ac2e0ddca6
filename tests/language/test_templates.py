"""Values in ``$( )``: the grammar, and the type of the place."""

from __future__ import annotations

import pytest
from difyspec.provider.expressions import Else, Path, Root, Template
from difyspec.provider.values import Kind, Scalar, text

from tests.language.reading import document, finding, stretch
from tests.language.trees import refused, value

A, B = Path(Root.CRED, "a"), Path(Root.CRED, "b")


@pytest.mark.parametrize(
    ("written", "tree"),
    [
        ("$(cred.a)", A),
        ("$( cred.a )", A),
        ("$(model)", Path(Root.MODEL)),
        ("$(cred.a else 'https://x.example/?q=1')", Else(A, text("https://x.example/?q=1"))),
        ("$(cred.a else 2048)", Else(A, Scalar(Kind.INT, "2048"))),
        ("$(cred.a else model)", Else(A, Path(Root.MODEL))),
        ("$(cred.a else cred.b else c)", Else(A, Else(B, text("c")))),
        ("$(cred.a)/v1", Template((A, "/v1"))),
        ("$(model):$(voice)", Template((Path(Root.MODEL), ":", Path(Root.VOICE)))),
        ("$$(cred.a)", text("$(cred.a)")),
        ("a $$(b) $(cred.a) $", Template(("a $(b) ", A, " $"))),
    ],
)
def test_trees(written: str, tree: object) -> None:
    assert value(written).tree == tree


@pytest.mark.parametrize(
    ("written", "message", "at"),
    [
        ("x $(cred.a", "`$(` is not closed", "$("),
        ("$()", "a path is due in `$( )`", ")"),
        ("$(chat)", "a path is due in `$( )`, not `chat`", "chat"),
        ("$(cred.a else)", "due after `else`", "else"),
        ("$(cred.a else b else c)", "no `else` can follow a fixed value", "else"),
        ("$(cred.a + 1)", "`else` or `)` is due here, not `+`", "+"),
        ("$(cred.a, cred.b)", "not `,`", ","),
        ("$(creds.a)", "a path is due", "creds.a"),
        ("$(cred.a else 'b)", "a value is due here", "'b)"),
    ],
)
def test_mistakes(written: str, message: str, at: str) -> None:
    found = refused(written, as_value=True)
    assert found.code == "D130"
    assert message in found.message
    assert stretch(written, found.span) == at


def test_else_is_not_endless() -> None:
    assert "more than 40" in refused(f"$({' else '.join(['cred.a'] * 60)})", as_value=True).message


def test_parts_know_their_places() -> None:
    written = "'it''s $(cred.a else ''b'')/v1'"
    made = value(written)
    assert isinstance(made.tree, Template)
    part = made.tree.parts[1]
    assert isinstance(part, Else)
    places = [stretch(written, made.at(node)) for node in (part, part.first, part.otherwise)]
    assert places == ["cred.a else ''b''", "cred.a", "''b''"]


def test_a_place_for_numbers_takes_no_text() -> None:
    text_ = "models: {llm: {custom: {context_size: $(cred.a)000}}}\n"
    assert stretch(text_, finding(text_, "D126").span) == "$(cred.a)000"
    other = "models: {llm: {custom: {context_size: $(cred.a else many)}}}\n"
    assert stretch(other, finding(other, "D107").span) == "many"
    third = "transport: {llm: {tools: $(cred.a else nothing)}}\n"
    assert stretch(third, finding(third, "D108").span) == "nothing"
    fourth = "models: {tts: {custom: {voices: {split: cred.voices}}}}\n"
    assert stretch(fourth, finding(fourth, "D126").span) == "cred.voices"


def test_bodies_know_their_places() -> None:
    text_ = "transport: {rerank: {request: {m: $(call.model), n: {deep: [1, true, 'x $(cred.a)']}}}}\n"
    transport = document(text_).transport
    assert transport is not None
    assert transport.rerank is not None
    request = transport.rerank.request
    assert request is not None
    model, nested = (entry.body for entry in request.cases[0].then)
    assert model.tree == Path(Root.CALL, "model")
    tree = nested.tree
    inner = tree.entries[0][1]  # type: ignore[union-attr]
    assert [stretch(text_, nested.at(item)) for item in inner.items] == ["1", "true", "'x $(cred.a)'"]  # type: ignore[union-attr]
    assert stretch(text_, nested.at(inner.items[2].parts[1])) == "cred.a"  # type: ignore[union-attr]


def test_a_broken_value_deep_in_a_body() -> None:
    text_ = "transport: {rerank: {request: {n: [{a: $(cred.)}]}}}\n"
    found = finding(text_, "D130")
    assert (found.span.line, found.span.column) == (1, text_.index("cred.)") + 6)
