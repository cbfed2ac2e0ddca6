"""Hooks against the spec: every reference has its function, every function its reference, and they fit."""

from __future__ import annotations

from difyspec.diagnostics import Span, nearest
from difyspec.provider.hooks import Reference, references, signature
from difyspec.provider.names import identifier
from difyspec.provider.plugin import HookFunction, Provider
from difyspec.resolve.context import Context
from difyspec.resolve.hooks.imports import check_imports
from difyspec.resolve.hooks.reading import Function, Module, read_module
from difyspec.resolve.hooks.types import check_types
from difyspec.resolve.names import Names


def read_hooks(names: Names, context: Context) -> tuple[Function, ...]:
    """All functions of the author's hooks; what they read counts as used."""
    read = [read_module(one, context) for one in context.folder.hooks]
    modules = [module for module in read if module is not None]
    if len(modules) < len(read) or context.folder.unread:
        names.use("hooks", "unreadable")
    _one_home(context)
    check_imports((one for module in modules for one in module.imports), context)
    for module in modules:
        _used(module, names)
    return tuple(function for module in modules for function in module.functions)


def _one_home(context: Context) -> None:
    sources = context.folder.hooks
    if any(one.name == "hooks.py" for one in sources) and len(sources) > 1:
        other = next(one for one in sources if one.name != "hooks.py")
        message = "there is a file `hooks.py` and a folder `hooks/`, and Python would find only one of them"
        context.say("D510", Span(other.file, 1, 1, 1, 1), message)


def _used(module: Module, names: Names) -> None:
    """An attribute that has the name of a field counts as a use of it, wherever the credentials went before."""
    for kind, declared in (("cred", names.fields), ("discovered", names.facts)):
        for name in declared:
            if identifier(name) in module.attributes:
                names.use(kind, name)
                names.use("called", name)
    if any(function.hook.dynamic for function in module.functions):
        for name in names.fields:
            names.use("cred", name)
        for name in names.facts:
            names.use("called", name)


def check_hooks(provider: Provider, functions: tuple[Function, ...], names: Names, context: Context) -> None:
    """Findings about references, functions and signatures."""
    by_name: dict[str, Function] = {}
    for function in functions:
        before = by_name.setdefault(function.hook.name, function)
        if before is not function and not function.hook.name.startswith("_"):
            message = f"two hooks are called `{function.hook.name}`"
            context.say("D506", function.span, message, related=[(before.span, "the first one")])
    found = tuple(references(provider))
    for reference in found:
        _check(reference, by_name, provider, names, context)
    wanted = {reference.name for reference in found}
    for function in by_name.values():
        if ("hook", function.hook.name) not in names.used:
            _orphan(function, wanted, functions, context)
        _reads(function, names, context)


def _check(
    reference: Reference, by_name: dict[str, Function], provider: Provider, names: Names, context: Context
) -> None:
    type_ = reference.type.value if reference.type is not None else ""
    span = context.origin(("hooks", reference.place.value, type_, reference.name)) or context.document.place
    try:
        wanted = signature(reference.place, reference.type)
    except LookupError:
        return
    shown = f"def {reference.name}({', '.join(wanted.names)})"
    function = by_name.get(reference.name)
    if function is None:
        names.use("hooks", "missing")
        if ("hooks", "unreadable") in names.used:
            return
        known = [name for name in by_name if not name.startswith("_")]
        guess = nearest(reference.name, known)
        names.use("hook", guess)
        home = f"{context.folder.path}/hooks.py"
        message = f"there is no hook `{reference.name}`"
        remedy = f"Write `{shown}` in {home}; `difyspec generate --scaffold` makes a skeleton."
        context.say("D501", span, message, remedy, suggestion=f"hooks.{guess}" if guess else None)
        return
    count = len(wanted.parameters)
    if function.least > count or (function.most is not None and function.most < count):
        message = f"the hook `{reference.name}` cannot be called with `({', '.join(wanted.names)})`"
        context.say("D503", function.span, message, f"Write `{shown}`.", related=[(span, "it is called for this")])
        return
    check_types(reference, function, span, provider, context)


def _orphan(function: Function, wanted: set[str], functions: tuple[Function, ...], context: Context) -> None:
    name = function.hook.name
    if name in wanted or name.startswith("_") or any(name in other.calls for other in functions):
        return
    context.say("D502", function.span, f"nothing refers to the hook `{name}`")


def _reads(function: Function, names: Names, context: Context) -> None:
    """Credentials and facts that a hook reads are declared."""
    declared = {
        "cred": ("D204", "form has a field", {identifier(one) for one in names.fields}),
        "discovered": ("D205", "fact is", {identifier(one) for one in names.facts}),
    }
    for read in function.reads:
        root, name = read.path.split(".")
        if root in declared and not name.startswith(("model_", "_")):
            code, what, known = declared[root]
            if name not in known:
                context.unknown(code, read.span, f"no {what} called `{name}`", name, sorted(known), "names")


def hook_functions(functions: tuple[Function, ...]) -> tuple[HookFunction, ...]:
    """The functions as the provider has them."""
    return tuple(function.hook for function in functions)
