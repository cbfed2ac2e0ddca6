"""How a call to a language model deviates from the usual."""

from __future__ import annotations

import ast

from difyspec.emit.python import literals
from difyspec.emit.python.choices import nested
from difyspec.emit.python.conditions import Due, condition
from difyspec.emit.python.expressions import typed
from difyspec.emit.python.model.shape import Part
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.paths import located
from difyspec.emit.python.scope import Scope, Slot, Type
from difyspec.emit.python.syntax import call, dotted, text
from difyspec.provider.expressions import Choice, Path, Root, Value, constant
from difyspec.provider.names import pascal
from difyspec.provider.transport import MessageStep, Reasoning, Stream, Tools, User
from difyspec.provider.values import DataList, Scalar

# Steps with settings are classes in the runtime, the others functions.
_PLAIN_STEPS = frozenset({"drop_empty", "strip_think", "media_as_image_url", "as_parts"})


def options(part: Part) -> list[Function]:
    """The method, if anything deviates."""
    named = _options(part)
    if not named:
        return []
    result = ast.Return(call("chat.Options", **named))
    doc = "How this call deviates from the usual."
    return [method("options", (f"call: {part.shape.alias}",), "chat.Options", doc, [result])]


def _options(part: Part) -> dict[str, ast.expr]:
    transport, scope = part.transport, part.scope
    named: dict[str, ast.expr] = {}
    tools = nested(transport.tools, scope, lambda one: _tools(one, scope), _text(Tools.FROM_FEATURES.value)).code
    if not (isinstance(tools, ast.Constant) and tools.value == Tools.FROM_FEATURES.value):
        named["tools"] = tools
    stop = nested(transport.stop, scope, _flag, _flag(True)).code
    if not (isinstance(stop, ast.Constant) and stop.value is True):
        named["stop"] = stop
    if transport.user != Choice(()) and transport.user != constant(User()):
        named["user"] = user(transport.user, scope, "chat.User")
    if stream := _stream(transport.stream, scope):
        named["stream"] = call("chat.Stream", **stream)
    if transport.structured_output is not None:
        named["structured_output"] = text(transport.structured_output)
    if transport.messages:
        named["messages"] = ast.Tuple([_step(step, scope) for step in transport.messages])
    if transport.reasoning is not None:
        named["reasoning"] = call("chat.Thinking", **_reasoning(transport.reasoning, scope))
    if transport.path is not None:
        named["path"] = located(transport.path, scope).code
    return named


def user(choice: Choice[User], scope: Scope, constructor: str) -> ast.expr:
    """What becomes of Dify's user id."""

    def made(one: User) -> Slot:
        named: dict[str, ast.expr] = {} if one.send else {"send": ast.Constant(False)}
        if one.name != "user":
            named["name"] = text(one.name)
        if one.max_length is not None:
            named["max_length"] = ast.Constant(one.max_length)
        return Slot(call(constructor, **named), Type.ANY)

    return nested(choice, scope, made, made(User())).code


def _tools(one: Tools | Value, scope: Scope) -> Slot:
    return _text(one.value) if isinstance(one, Tools) else typed(one, scope, Type.TEXT)


def _text(value: str) -> Slot:
    return Slot(text(value), Type.TEXT)


def _flag(value: bool) -> Slot:
    return Slot(ast.Constant(value), Type.BOOL)


def _stream(stream: Stream, scope: Scope) -> dict[str, ast.expr]:
    named: dict[str, ast.expr] = {}
    if stream.never is not None:
        named["never"] = condition(stream.never, scope, Due.BOOL)
    if stream.always is not None:
        named["always"] = condition(stream.always, scope, Due.BOOL)
    if stream.param is not None:
        named["wanted"] = scope.slot(Path(Root.PARAM, stream.param)).code
    if stream.usage is not None:
        named["usage"] = _true(nested(stream.usage, scope, lambda one: typed(one, scope, Type.BOOL), _flag(False)))
    if stream.delimiter is not None:
        named["delimiter"] = typed(stream.delimiter, scope, Type.TEXT).code
    return named


def _true(slot: Slot) -> ast.expr:
    return call("truth", slot.code) if slot.optional else slot.code


def _step(step: MessageStep, scope: Scope) -> ast.expr:
    if step.name in _PLAIN_STEPS:
        made: ast.expr = dotted(f"messages.{step.name}")
    else:
        named = {name: _setting(value) for name, value in step.settings}
        made = call(f"messages.{pascal(step.name)}", **named)
    if step.when is None:
        return made
    # A step that does not apply leaves no trace in the tuple.
    return ast.Starred(ast.IfExp(condition(step.when, scope), ast.Tuple([made]), ast.Tuple([])))


def _setting(value: object) -> ast.expr:
    """A setting: a scalar, or a list as the tuple that the runtime's frozen steps hold."""
    if isinstance(value, DataList):
        return ast.Tuple([_setting(item) for item in value.items])
    if not isinstance(value, Scalar):
        raise TypeError("a setting of a message step is a value or a list")
    return literals.scalar(value)


def _reasoning(reasoning: Reasoning, scope: Scope) -> dict[str, ast.expr]:
    named: dict[str, ast.expr] = {}
    if reasoning.read:
        named["read"] = literals.texts(reasoning.read)
    if reasoning.hide_when is not None:
        named["hide"] = condition(reasoning.hide_when, scope, Due.BOOL)
    if reasoning.return_as is not None:
        field: ast.expr = text(reasoning.return_as)
        if reasoning.return_when is not None:
            field = ast.IfExp(condition(reasoning.return_when, scope), field, ast.Constant(None))
        named["return_as"] = field
    if reasoning.return_empty is not None:
        named["return_empty"] = literals.scalar(reasoning.return_empty)
    if reasoning.tools_only:
        named["tools_only"] = ast.Constant(True)
    if reasoning.thoughts_only:
        named["thoughts_only"] = ast.Constant(True)
    return named
