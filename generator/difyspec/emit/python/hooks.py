"""Hooks as generated Python calls them: through their module, so that an editor finds them."""

from __future__ import annotations

import ast

from difyspec.emit.python.syntax import dotted
from difyspec.provider.plugin import HookFunction, Provider

_MODULE = "hooks"


def hook(provider: Provider, name: str) -> ast.expr:
    """``hooks.voices``, or ``hooks.speech.voices`` where the author has a folder of hooks."""
    return dotted(f"{_module(_found(provider, name))}.{name}")


def modules(provider: Provider) -> dict[str, str]:
    """The modules of hooks by themselves, as `modules.imports` wants what is imported as such."""
    found = {_module(function) for function in provider.hooks} or {_MODULE}
    return {name: name for name in sorted(found)}


def _found(provider: Provider, name: str) -> HookFunction | None:
    return next((function for function in provider.hooks if function.name == name), None)


def _module(function: HookFunction | None) -> str:
    return _MODULE if function is None else function.module
