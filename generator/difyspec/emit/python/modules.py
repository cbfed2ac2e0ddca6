"""The parts of a generated module: its imports, derived from the names it uses, and its functions and methods."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from difyspec.emit.python.printer import WIDTH, block
from difyspec.emit.python.strings import width

# What generated Python may use without defining it, by name: the module to import the name from.
_RUNTIME = (
    "bodies calls chat connections customs embeddings errors events forms http media_embeddings media_reranking "
    "messages moderation patterns polling providers reranking scores speech2text "
    "tokens told tts urls"
)
_PROTOCOLS = (
    "anthropic_messages json_mapping jina_rerank openai_chat openai_completions openai_embeddings openai_moderations "
    "openai_responses openai_speech openai_transcriptions"
)
_VALUES = "above at_least at_most below equal first has one_of text truth"
KNOWN: Mapping[str, str] = {
    **dict.fromkeys(_RUNTIME.split(), "runtime"),
    **dict.fromkeys(_PROTOCOLS.split(), "runtime.protocols"),
    **dict.fromkeys(_VALUES.split(), "runtime.values"),
    "matches": "runtime.patterns",
    "groups": "adapter",
    "Connection": "adapter.connection",
    "Callable": "collections.abc",
    "Iterator": "collections.abc",
    "Mapping": "collections.abc",
    "Any": "typing",
}
_STANDARD = frozenset({"collections.abc", "typing"})


@dataclass(frozen=True, slots=True)
class Function:
    """A function or method. `parameters` are as written (``call: Call``); `doc` empty: no docstring."""

    name: str
    parameters: tuple[str, ...]
    returns: str
    doc: str
    body: list[ast.stmt] = field(compare=False)

    def text(self, indent: int = 0) -> str:
        """The source, each line indented."""
        margin = " " * indent
        lines = [f"{margin}def {self.name}({', '.join(self.parameters)}) -> {self.returns}:"]
        if width(lines[0]) > WIDTH:
            parameters = [f"{margin}    {parameter}," for parameter in self.parameters]
            lines = [f"{margin}def {self.name}(", *parameters, f"{margin}) -> {self.returns}:"]
        if self.doc:
            lines.append(f'{margin}    """{self.doc}"""')
        return "\n".join([*lines, block(self.body, indent + 4)])


def method(name: str, parameters: Iterable[str], returns: str, doc: str, body: list[ast.stmt]) -> Function:
    """A method: a function whose first parameter is ``self``."""
    return Function(name, ("self", *parameters), returns, doc, body)


def imports(source: str, known: Mapping[str, str]) -> str:
    """The import lines that `source` needs, sorted as isort does; `known` has names beside those of the runtime.

    A module whose names are reached through it (``hooks.voices``) is imported as such: its own path is its origin.
    """
    available = {**KNOWN, **known}
    tree = ast.parse(source)
    used = _used(tree, frozenset()) - _defined(tree)
    modules = {_dotted(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    origins: dict[str, set[str]] = {}
    for name in used & available.keys():
        if available[name] != name:
            origins.setdefault(available[name], set()).add(name)
    lines = [(name, f"import {name}") for name, origin in known.items() if name == origin and name in modules | used]
    lines += [(origin, f"from {origin} import {_listed(names)}") for origin, names in origins.items()]
    lines.sort(key=lambda line: (line[1].startswith("from"), line[0]))
    standard = [text for origin, text in lines if origin in _STANDARD]
    own = [text for origin, text in lines if origin not in _STANDARD]
    return "\n\n".join("\n".join(part) for part in (standard, own) if part)


def _listed(names: set[str]) -> str:
    """Names as isort orders them: constants, classes, then the rest."""
    return ", ".join(sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name)))


def _used(node: ast.AST, bound: frozenset[str]) -> set[str]:
    """Every name that is read, parameters of the functions around it aside."""
    if isinstance(node, ast.Name):
        return set() if node.id in bound else {node.id}
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        bound |= {parameter.arg for parameter in node.args.args}
    found: set[str] = set()
    for child in ast.iter_child_nodes(node):
        # Annotations of parameters stand outside the function.
        found |= _used(child, bound if not isinstance(child, ast.arguments) else frozenset())
    return found


def _defined(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.TypeAlias(name=ast.Name(id=name)):
                found.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]):
                found.add(name)
            case _:
                pass
    return found


def _dotted(node: ast.expr) -> str:
    match node:
        case ast.Attribute(value=value, attr=attr):
            return f"{_dotted(value)}.{attr}"
        case ast.Name(id=name):
            return name
        case _:
            return ""
