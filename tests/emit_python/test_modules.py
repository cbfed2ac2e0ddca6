"""The text of generated modules, piece by piece."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest
from difyspec.emit.python.bodies import steps
from difyspec.emit.python.choices import returned, statements
from difyspec.emit.python.connection import emit_connection
from difyspec.emit.python.expressions import expression
from difyspec.emit.python.groups import emit_groups
from difyspec.emit.python.modules import Function, imports, method
from difyspec.emit.python.printer import block
from difyspec.emit.python.provider import emit_provider
from difyspec.emit.python.syntax import call, statement
from difyspec.provider import transport as wire
from difyspec.provider.expressions import Case, Choice, InGroup, Path, Root, Truth, constant
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import Step, Verb
from difyspec.provider.values import NULL, TRUE, Kind, Scalar, integer, text

from tests.emit_python import wide, xinference
from tests.emit_python.scopes import scope

FLAG = Truth(Path(Root.CRED, "flag"))
LONG = "https://a-very-long-name-of-a-server.in-some-far-away-region.example.test/with/a/path/v1"


def url(value: Scalar) -> ast.expr:
    return expression(value, scope())


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (constant(text("a")), 'return "a"'),
        (Choice((Case(FLAG, text("a")), Case(None, text("b")))), 'return "a" if call.cred.flag else "b"'),
        (
            Choice((Case(FLAG, text("a")), Case(InGroup("g"), text("b")), Case(None, text("c")))),
            'if call.cred.flag:\n    return "a"\nif call.model.wire_name in groups.G:\n    return "b"\nreturn "c"',
        ),
        (
            Choice((Case(FLAG, text(LONG)), Case(None, text("b")))),
            f'if call.cred.flag:\n    return "{LONG}"\nreturn "b"',
        ),
        (Choice((Case(FLAG, text("a")),)), 'return "a" if call.cred.flag else nothing'),
        (Choice((Case(None, text("a")), Case(FLAG, text("hidden")))), 'return "a"'),
        (Choice(()), "return nothing"),
    ],
)
def test_what_a_choice_returns(choice: Choice[Scalar], expected: str) -> None:
    assert block(returned(choice, scope(), url, ast.Name("nothing"))) == expected


def test_what_a_choice_does() -> None:
    choice = Choice((Case(FLAG, 1), Case(InGroup("g"), 2), Case(None, 3)))
    made = statements(choice, scope(), lambda number: [statement(call("do", ast.Constant(number)))])
    expected = "if call.cred.flag:\n    do(1)\nelif call.model.wire_name in groups.G:\n    do(2)\nelse:\n    do(3)"
    assert block(made) == expected
    open_ended = Choice((Case(FLAG, 1), Case(InGroup("g"), 2)))
    assert "else" not in block(statements(open_ended, scope(), lambda _: [statement(call("do"))]))


def step(verb: Verb, *targets: tuple[str, wire.BodyData | None], **rest: object) -> Step:
    return Step(verb, targets, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (step(Verb.DROP, ("a", None), ("b.c", None)), 'body.drop("a", "b.c")'),
        (step(Verb.PARSE, ("a", None)), 'body.parse("a")'),
        (step(Verb.SET, ("a", NULL), ("b", TRUE)), 'body.set("a", bodies.NULL)\nbody.set("b", True)'),
        (step(Verb.DEFAULT, ("a", Path(Root.CRED, "count_o"))), 'body.default("a", call.cred.count_o)'),
        (
            step(Verb.APPEND, ("tools", wire.BodyMap((("type", text("x")), ("n", wire.BodyList((integer(1),))))))),
            'body.append("tools", {"type": "x", "n": [1]})',
        ),
        (
            step(Verb.CLAMP, ("t", wire.BodyMap((("min", Scalar(Kind.FLOAT, "0.01")), ("max", integer(1)))))),
            'body.clamp("t", min=0.01, max=1)',
        ),
        (
            step(Verb.RENAME, ("a", text("b.c")), values=((TRUE, text("on")), (text("x"), NULL))),
            'body.rename("a", "b.c", ((True, "on"), ("x", None)))',
        ),
        (step(Verb.COPY, ("a", text("b")), when=FLAG), 'if call.cred.flag:\n    body.copy("a", "b")'),
    ],
)
def test_a_step(made: Step, expected: str) -> None:
    assert block(steps((made,), scope())) == expected


def test_neighbours_with_one_restriction_share_an_if() -> None:
    one, other = step(Verb.DROP, ("a", None), when=FLAG), step(Verb.DROP, ("b", None), when=FLAG)
    last = step(Verb.DROP, ("c", None))
    expected = 'if call.cred.flag:\n    body.drop("a")\n    body.drop("b")\nbody.drop("c")'
    assert block(steps((one, other, last), scope())) == expected


def test_steps_that_make_no_sense_are_an_error_of_the_caller() -> None:
    with pytest.raises(TypeError, match="limits"):
        steps((step(Verb.CLAMP, ("t", integer(1))),), scope())
    with pytest.raises(TypeError, match="target"):
        steps((step(Verb.RENAME, ("t", None)),), scope())


def test_imports_are_what_is_used() -> None:
    source = "def f(text: str, c: calls.Call) -> Any:\n    return text, hooks.speech.speak(c), first(1, 2), LLM_FORM\n"
    known = {"LLM_FORM": "adapter.connection", "hooks.speech": "hooks.speech", "hooks.other": "hooks.other"}
    assert imports(source, known) == (
        "from typing import Any\n\n"
        "import hooks.speech\n"
        "from adapter.connection import LLM_FORM\n"
        "from runtime import calls\n"
        "from runtime.values import first"
    )


def test_what_a_module_defines_itself_is_not_imported() -> None:
    assert imports("class Connection:\n    x = Connection\n", {}) == ""
    assert imports("f = lambda text: text\n", {}) == ""


def test_a_long_signature_goes_one_parameter_a_line() -> None:
    made = method("f", [f"parameter_number_{n}: SomeLongAnnotation" for n in range(4)], "None", "Does.", [ast.Return()])
    lines = made.text(4).splitlines()
    assert lines[0] == "    def f("
    assert lines[1] == "        self,"
    assert lines[6:] == ["    ) -> None:", '        """Does."""', "        return"]
    assert Function("g", (), "int", "", [ast.Return(ast.Constant(1))]).text() == "def g() -> int:\n    return 1"


def modules(provider: Provider) -> dict[str, str]:
    return {
        path: source for emitter in (emit_connection, emit_groups, emit_provider) for path, source in emitter(provider)
    }


def test_only_what_the_spec_has_is_written() -> None:
    base = xinference.provider()
    assert base.transport is not None
    bare = replace(base.transport, connection=wire.Connection())
    made = modules(replace(base, transport=bare, validation=wire.Validation()))["adapter/connection.py"]
    assert "def " not in made
    assert "type Call" not in made
    assert "hooks" not in made


def test_a_provider_without_transport_has_no_adapter() -> None:
    assert modules(replace(xinference.provider(), transport=None)) == {}


def test_forms_of_types_extend_the_common_one() -> None:
    made = modules(wide.provider())["adapter/connection.py"]
    assert (
        'RERANK_FORM = forms.Form(RerankCredentials, fields=(*FORM.fields, forms.Field("seconds", default="600")))'
        in made
    )
    assert "class Connection[C: Credentials](connections.Connection[C, Discovered]):" in made
    assert "class RerankConnection(Connection[RerankCredentials]):" in made


def test_the_form_of_a_provider_is_tested_by_a_model() -> None:
    made = modules(wide.provider())["provider/wide.py"]
    wanted = 'return (("moderation", "wide-us" if cred.region == "us" else first(cred.tenant, "wide-moderation")),)'
    assert wanted in made
    assert "providers.CustomProvider" in modules(xinference.provider())["provider/xinference.py"]
