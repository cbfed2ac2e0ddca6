"""What the Python of hooks says, read with `ast`."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from difyspec.diagnostics import Span, at
from difyspec.provider.plugin import HookFunction
from difyspec.resolve.context import Context
from difyspec.resolve.hooks.annotations import Type, Vocabulary, read, vocabulary
from difyspec.resolve.hooks.imports import Import, imports_of
from difyspec.resolve.hooks.reads import Read, reads_of
from difyspec.resolve.hooks.returning import Result, result_of
from difyspec.source import SourceText


@dataclass(frozen=True, slots=True)
class Annotation:
    """What stands behind a colon or an arrow: its meaning, its text, its place."""

    type: Type
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Function:
    """A function at the top of a module: how many parameters it can be called with, what it reads and hands back.

    `parameters` are what those that have a place are annotated with; None where one is not, as for `returns`.
    """

    hook: HookFunction
    span: Span
    least: int
    most: int | None
    reads: tuple[Read, ...]
    calls: frozenset[str]
    parameters: tuple[Annotation | None, ...]
    returns: Annotation | None
    result: Result


@dataclass(frozen=True, slots=True)
class Module:
    """One file of hooks: its functions, all attribute names that occur in it, and what it imports."""

    functions: tuple[Function, ...]
    attributes: frozenset[str]
    imports: tuple[Import, ...]


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
    known = vocabulary(tree)
    functions = tuple(
        _function(node, source, known) for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    for node in tree.body:
        if isinstance(node, ast.AsyncFunctionDef):
            message = f"the hook `{node.name}` is asynchronous, and hooks are plain functions"
            context.say("D509", _place(node, source), message)
    attributes = frozenset(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return Module(functions, attributes, imports_of(tree, source))


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, source: SourceText, known: Vocabulary) -> Function:
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
    return Function(
        hook=hook,
        span=_place(node, source),
        least=least,
        most=most,
        reads=reads,
        calls=calls,
        parameters=tuple(_annotation(one.annotation, source, known) for one in named),
        returns=_annotation(node.returns, source, known),
        result=result_of(node),
    )


def _annotation(node: ast.expr | None, source: SourceText, known: Vocabulary) -> Annotation | None:
    if node is None:
        return None
    text = ast.unparse(node)
    line = source.text.splitlines()[node.lineno - 1]
    column = len(line.encode()[: node.col_offset].decode(errors="ignore"))
    end = node.end_col_offset if node.end_lineno == node.lineno else None
    width = len(line.encode()[node.col_offset : end].decode(errors="ignore"))
    return Annotation(read(node, known), text, at(source.file, node.lineno, column + 1, max(width, 1)))


def _place(node: ast.FunctionDef | ast.AsyncFunctionDef, source: SourceText) -> Span:
    """The name in the line of ``def``."""
    lines = source.text.splitlines()
    line = lines[node.lineno - 1] if node.lineno <= len(lines) else ""
    column = line.find(node.name, line.find("def ") + 4)
    return at(source.file, node.lineno, max(column, 0) + 1, len(node.name))
