"""From the resolved provider to the files of a plugin, in memory.

Emitters decide nothing: every value was decided in `resolve`. `registry` lists them; here their files come together
with the entities, the author's files and the part of the runtime that all of the Python needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from difyspec.emit.formatting import Formatter
from difyspec.emit.inputs import EmitInputs, with_shipped
from difyspec.emit.registry import DECLARATIONS, Emitter
from difyspec.emit.vendoring import vendored
from difyspec.provider.plugin import Provider, SpecFile

__all__ = ["EmitInputs", "emit", "with_shipped"]


def emit(provider: Provider, inputs: EmitInputs) -> dict[str, bytes]:
    """All files of the plugin by their path within it, sorted.

    A file of the author's takes the place of a generated one of the same path. `LookupError` if the inputs lack a file
    that the provider names, or the runtime a module that its Python imports; `ValueError` if two emitters, or two
    models, claim one path.
    """
    generated = _collect(_generated(provider, inputs))
    own = {file.target: inputs.spec_files[file.source] for file in _own_files(provider)}
    files = {path: _tidy(path, text, inputs.formatter).encode() for path, text in generated.items() if path not in own}
    files |= own
    if provider.transport is not None:
        runtime = vendored(_python(files), inputs.runtime)
        files = {path: text.encode() for path, text in runtime.items()} | files
    return dict(sorted(files.items()))


def _generated(provider: Provider, inputs: EmitInputs) -> Iterator[tuple[str, str]]:
    yield from _run(DECLARATIONS, provider)
    if provider.transport is not None:
        yield from _adapter(provider, inputs)


def _adapter(provider: Provider, inputs: EmitInputs) -> Iterator[tuple[str, str]]:
    """What else a plugin has; imported here, because hand-written adapters need none of it."""
    from difyspec.emit.entities.emitter import emit_entities
    from difyspec.emit.plugin_registry import PLUGIN
    from difyspec.emit.project.requirements import emit_requirements
    from difyspec.emit.python.plugin_tests.emitter import emit_tests

    yield from _run(PLUGIN, provider)
    yield from emit_entities(provider, inputs.cache)
    yield from emit_requirements(provider, inputs.requirements)
    yield from emit_tests(provider, inputs.tests)


def _run(emitters: tuple[Emitter, ...], provider: Provider) -> Iterator[tuple[str, str]]:
    for emitter in emitters:
        yield from emitter(provider)


def _collect(files: Iterable[tuple[str, str]]) -> dict[str, str]:
    collected: dict[str, str] = {}
    for path, text in files:
        if path in collected:
            raise ValueError(f"two things are written to {path}")
        collected[path] = text
    return collected


def _own_files(provider: Provider) -> tuple[SpecFile, ...]:
    return (*provider.hook_files, *provider.assets, *provider.files)


def _tidy(path: str, text: str, formatter: Formatter) -> str:
    return formatter.format(text) if path.endswith(".py") else text


def _python(files: Mapping[str, bytes]) -> list[str]:
    """The sources in which imports of the runtime are looked for: the generated ones and the author's."""
    return [content.decode("utf-8-sig") for path, content in files.items() if path.endswith(".py")]
