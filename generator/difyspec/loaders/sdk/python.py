"""The classes that the SDK looks for in a plugin's Python.

Source: dify_plugin core/plugin_registration.py (`_resolve_model_providers`), core/utils/class_loader.py,
core/model_factory.py, and the abstract methods of interfaces/model. Where a base class comes from a third party nothing
is said about the class.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from difyspec.diagnostics import Span
from difyspec.layout import Layout
from difyspec.layout.python.classes import Class
from difyspec.layout.python.module import Module
from difyspec.layout.tree import down
from difyspec.loaders.refusals import Gate, Refusal, Trouble
from difyspec.loaders.sdk.bases import ABSTRACT, BASES, PROVIDER

SEGMENTS = 3  # interfaces/model/ai_model.py takes the third name from the right of a class's module


@dataclass(frozen=True, slots=True)
class Found:
    """A class of the plugin or of the SDK that a module offers: what it is a subclass of, and what it lacks.

    `kind` is "provider" or a model type. `own` is None for the SDK's classes.
    """

    name: str
    kind: str
    lacks: tuple[str, ...]
    span: Span
    own: Class | None


@dataclass(slots=True)
class _Line:
    """Everything that a class inherits."""

    kinds: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)
    known: bool = True
    complete: bool = False
    init: Class | None = None


class Classes:
    """Looks up classes across the modules of one plugin."""

    def __init__(self, layout: Layout) -> None:
        self._modules = {module.dotted: module for module in layout.modules.values()}

    def offered(self, module: Module) -> Iterator[Found]:
        """The strict subclasses of the SDK's bases among the names of a module, in the order of its names."""
        last = {binding.name: binding for binding in module.bindings}
        for name in dict.fromkeys(binding.name for binding in module.bindings):
            binding = last[name]
            line = _Line()
            if isinstance(binding.bound, Class):
                self._collect(binding.bound, line, 0)
            elif binding.bound in BASES and not BASES[binding.bound].root:
                line.kinds.add(BASES[binding.bound].kind)
                line.complete = True
            else:
                own = self._own(binding.bound)
                if own is None:
                    continue
                self._collect(own, line, 0)
            for kind in sorted(line.kinds):
                lacks = () if line.complete or not line.known else _lacking(kind, line.members)
                own = binding.bound if isinstance(binding.bound, Class) else self._own(binding.bound)
                yield Found(name, kind, lacks, binding.span, own)

    def guessed(self, module: Module) -> bool:
        """Whether a module may offer more than is known: by a class with an unknown base, or by ``import *``."""
        for binding in module.bindings:
            if binding.name == "*":
                return True
            if isinstance(binding.bound, Class):
                line = _Line()
                self._collect(binding.bound, line, 0)
                if not line.known:
                    return True
        return False

    def init(self, found: Class) -> Class | None:
        """The class whose ``__init__`` a class has, if it is one of the plugin's."""
        line = _Line()
        self._collect(found, line, 0)
        return line.init

    def _own(self, dotted: str) -> Class | None:
        module, _, name = dotted.rpartition(".")
        home = self._modules.get(module)
        return next((one for one in home.classes if one.name == name), None) if home else None

    def _collect(self, found: Class, line: _Line, depth: int) -> None:
        line.members |= found.members
        if found.init is not None and line.init is None:
            line.init = found
        for base in found.bases:
            if base in BASES:
                line.kinds.add(BASES[base].kind)
                line.complete = line.complete or not BASES[base].root
            elif (own := self._own(base)) is not None and depth < 20:
                self._collect(own, line, depth + 1)
            elif base.split(".")[0] not in ("object", "abc", "typing", "Generic", "Protocol"):
                line.known = False


def _lacking(kind: str, members: set[str]) -> tuple[str, ...]:
    return tuple(name for name in ABSTRACT[kind] if name not in members)


def python_refusals(layout: Layout) -> Iterator[Refusal]:
    """What is wrong with the files that the provider's YAML names, and with their classes."""
    source = layout.provider_source
    node = down(layout.provider_root, "extra", "python", "provider_source")
    classes = Classes(layout)
    if source is not None and node is not None:
        yield from _source(layout, source, node.span)
        if source in layout.modules:
            yield from _provider_class(layout.modules[source], classes)
    for name, place in layout.sources:
        yield from _source(layout, name, place.span)
        if name in layout.modules:
            yield from _model_classes(layout.modules[name], classes, place.span)
    if source is not None and node is not None and not layout.sources:
        message = "no `model_sources` are named, so there is no class for any model type"
        remedy = "List the Python files of the models under `model_sources`."
        yield Refusal(Trouble.CLASS, Gate.CALL, node.span, ("model_sources",), message, remedy)
    for kind, found in model_classes(layout).items():
        yield from _displaced(kind, found)


def model_classes(layout: Layout) -> dict[str, list[Found]]:
    """For each model type the classes that the SDK registers for it, one after the other; the last one counts."""
    classes = Classes(layout)
    found: dict[str, list[Found]] = {}
    for name, _ in layout.sources:
        module = layout.modules.get(name)
        for one in classes.offered(module) if module is not None else ():
            if one.kind != PROVIDER:
                found.setdefault(one.kind, []).append(one)
    return found


def _displaced(kind: str, found: list[Found]) -> Iterator[Refusal]:
    """A class of the SDK's that is imported after the plugin's own takes its place."""
    own = [one for one in found if one.own is not None]
    if own and found[-1].own is None:
        message = f"`{found[-1].name}` is imported after `{own[-1].name}`, and the SDK takes the last class for {kind}"
        remedy = "Write `import dify_plugin` and use the SDK's class through the module."
        yield Refusal(Trouble.CLASS, Gate.CALL, found[-1].span, (found[-1].name,), message, remedy)


def _source(layout: Layout, name: str, place: Span) -> Iterator[Refusal]:
    if not layout.has(name):
        message = f"the file `{name}` is missing"
        yield Refusal(Trouble.FILE, Gate.SDK, place, (name,), message, "Write the path of a Python file of the plugin.")
        return
    module = layout.modules.get(name)
    if module is None:
        return
    if module.trouble is not None:
        span, reason = module.trouble
        yield Refusal(Trouble.PYTHON, Gate.SDK, span, (), f"this is no Python: {reason}", "Correct the line.")
    if module.future_annotations:
        for one in module.classes:
            if one.dataclass:
                message = f"the dataclass `{one.name}` cannot be made in a file that the SDK executes by itself"
                remedy = "Move it to a module that is imported, or drop `from __future__ import annotations`."
                yield Refusal(Trouble.CLASS, Gate.SDK, one.span, (one.name,), message, remedy)


def _provider_class(module: Module, classes: Classes) -> Iterator[Refusal]:
    if module.trouble is not None:
        return
    found = [one for one in classes.offered(module) if one.kind == PROVIDER]
    if not found:
        if not classes.guessed(module):
            message = "no class of this file is a `ModelProvider`"
            yield Refusal(Trouble.CLASS, Gate.SDK, module.span, (), message, "Derive one class from `ModelProvider`.")
        return
    if len(found) > 1:
        names = ", ".join(f"`{one.name}`" for one in found)
        message = f"{names} are all providers, and there must be one"
        remedy = (
            "Keep one; write `import dify_plugin` and use the SDK's class through the module instead of importing it."
        )
        yield Refusal(Trouble.CLASS, Gate.SDK, found[-1].span, (), message, remedy)
        return
    yield from _usable(found[0], classes, Gate.SDK, 2)


def _model_classes(module: Module, classes: Classes, place: Span) -> Iterator[Refusal]:
    found = [one for one in classes.offered(module) if one.kind != PROVIDER and one.own is not None]
    for one in found:
        yield from _usable(one, classes, Gate.CALL, 1)
    if found and len(module.name.split("/")) < SEGMENTS:
        message = f"`{module.name}` lies too high: the SDK takes the third name from the right of a class's module"
        remedy = f"Move it to models/<type>/{module.name.rsplit('/', 1)[-1]}."
        yield Refusal(Trouble.CLASS, Gate.CALL, place, (module.name,), message, remedy)


def _usable(found: Found, classes: Classes, gate: Gate, arguments: int) -> Iterator[Refusal]:
    """Whether the SDK can make an instance of a class of the plugin."""
    if found.lacks:
        message = f"`{found.name}` lacks {' and '.join(f'`{name}`' for name in found.lacks)}"
        yield Refusal(Trouble.CLASS, gate, found.span, (found.name,), message, "Write the method.")
    init = classes.init(found.own) if found.own else None
    if init is not None and init.init is not None:
        least, most = init.takes
        if arguments < least or (most is not None and arguments > most):
            message = f"`__init__` of `{init.name}` does not take what the SDK hands it"
            remedy = "Leave `__init__` to the SDK's class."
            yield Refusal(Trouble.CLASS, gate, init.init, (init.name, "__init__"), message, remedy)
