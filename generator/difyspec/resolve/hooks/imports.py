"""What hooks import, and whether the plugin will have it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from difyspec.diagnostics import Span, at
from difyspec.resolve.context import Context
from difyspec.source import SourceText

_OF_THE_PLUGIN = frozenset({"adapter", "hooks", "models", "provider", "runtime", "main"})
# The SDK, and what it brings along by its own requirements.
_OF_THE_SDK = frozenset({"dify_plugin", "flask", "gevent", "httpx", "packaging", "pydantic", "pydantic_settings"}) | {
    "requests",
    "tiktoken",
    "yaml",
    "yarl",
}
# Packages that are imported under a name that is not theirs.
_PACKAGES = {
    "attr": "attrs",
    "bs4": "beautifulsoup4",
    "crypto": "pycryptodome",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "dotenv": "python-dotenv",
    "fitz": "pymupdf",
    "jwt": "pyjwt",
    "pil": "pillow",
    "sklearn": "scikit-learn",
    "volcenginesdkarkruntime": "volcengine-python-sdk",
}
_SHARED = frozenset({"azure", "google"})
"""Names that packages of several makers share."""
_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")


@dataclass(frozen=True, slots=True)
class Import:
    """``google.genai`` and the place of its statement."""

    module: str
    span: Span


def imports_of(tree: ast.Module, source: SourceText) -> tuple[Import, ...]:
    """What a module cannot do without: not what it imports for types alone, or may fail to import."""
    return tuple(
        Import(module, at(source.file, node.lineno, node.col_offset + 1, _width(node)))
        for node in _statements(tree.body)
        for module in _modules(node)
    )


def check_imports(found: Iterable[Import], context: Context) -> None:
    """A finding about each package that the spec does not name, at its first import."""
    plugin = context.document.plugin
    declared = [_canonical(one.value) for one in (plugin.dependencies if plugin is not None else None) or ()]
    told: set[str] = set()
    for one in found:
        top = one.module.split(".")[0]
        ours = top in _OF_THE_PLUGIN or top in _OF_THE_SDK or top in sys.stdlib_module_names
        if ours or top in told or any(_provides(name, one.module) for name in declared):
            continue
        told.add(top)
        message = f"the hooks import `{top}`, and no package of that name is among the plugin's dependencies"
        guess = _PACKAGES.get(top.lower(), _canonical(top))
        context.say("D511", one.span, message, f"Add it: `plugin: {{dependencies: [{guess}]}}`.")


def _provides(package: str, module: str) -> bool:
    """Whether a package's name fits a module's: alike, the beginning of it, or known to bring it."""
    parts = [_canonical(part) for part in module.split(".")]
    whole = "-".join(parts[:2])
    names = {whole} if parts[0] in _SHARED else {parts[0], whole, _PACKAGES.get(parts[0], parts[0])}
    return any(package == name or package.startswith(f"{name}-") or package == f"python-{name}" for name in names)


def _canonical(requirement: str) -> str:
    found = _NAME.match(requirement)
    return re.sub(r"[-_.]+", "-", found[1]).lower() if found else ""


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.With | ast.For | ast.While):
            yield from _statements(node.body)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.unparse(node.test):
            yield from _statements([*node.body, *node.orelse])


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    if node.level or node.module is None:
        return []
    # ``from google import genai``: only both together name a package.
    return [f"{node.module}.{node.names[0].name}" if "." not in node.module else node.module]


def _width(node: ast.stmt) -> int:
    return max((node.end_col_offset or 0) - node.col_offset, 1) if node.end_lineno == node.lineno else 1
