"""What the Python of hooks says, read with `ast`."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from difyspec.diagnostics import Span, at
from difyspec.provider.plugin import HookFunction
from difyspec.resolve.context import Context
from difyspec.resolve.hooks.reads import Read, reads_of
from difyspec.source import SourceText


@dataclass(frozen=True, slots=True)
class Function:
    """A function at the top of a module, its place, how many parameters it can be called with, and what it reads."""

    hook: HookFunction
    span: Span
    least: int
    most: int | None
    reads: tuple[Read, ...]
    calls: frozenset[str]


@dataclass(frozen=True, slots=True)
class Module:
    """One file of hooks: its functions, and all attribute names that occur in it."""

    functions: tuple[Function, ...]
    attributes: frozenset[str]


def read_module(source: SourceText, context: Context) -> Module | None:
    """A module; None after a finding if it is no Python."""
    try:
        tree = ast.parse(source.text)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 1
        column = getattr(error, "offset", None) or 1
        reason = getattr(error, "msg", None) or "it cannot be read"
        context.say("D505", at(source.file, line, max(column, 1)), f"this is no Python: {reason}")
        return None
    functions = tuple(
        _function(node, source) for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    for node in tree.body:
        if isinstance(node, ast.AsyncFunctionDef):
            message = f"the hook `{node.name}` is asynchronous, and hooks are plain functions"
            context.say("D509", _place(node, source), message)
    attributes = frozenset(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return Module(functions, attributes)


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, source: SourceText) -> Function:
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args]
    reads, dynamic = reads_of(node, source)
    hook = HookFunction(
        name=node.name,
        module=source.name.removesuffix(".py").replace("/", "."),
        parameters=tuple(one.arg for one in named),
        line=node.lineno,
        reads=frozenset(one.path for one in reads),
        dynamic=dynamic,
    )
    required_by_name = sum(default is None for default in arguments.kw_defaults)
    least = len(named) - len(arguments.defaults) + required_by_name
    most = None if arguments.vararg else len(named)
    calls = frozenset(one.id for one in ast.walk(node) if isinstance(one, ast.Name) and one.id != node.name)
    return Function(hook, _place(node, source), least, most, reads, calls)


def _place(node: ast.FunctionDef | ast.AsyncFunctionDef, source: SourceText) -> Span:
    """The name in the line of ``def``."""
    lines = source.text.splitlines()
    line = lines[node.lineno - 1] if node.lineno <= len(lines) else ""
    column = line.find(node.name, line.find("def ") + 4)
    return at(source.file, node.lineno, max(column, 0) + 1, len(node.name))
