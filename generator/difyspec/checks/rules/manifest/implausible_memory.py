"""D921."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.values import scalar_at, whole_of
from difyspec.diagnostics.fix import Number, SetValue, unsafe

MEGABYTE = 1_048_576
_LEAST, _MOST = 16 * MEGABYTE, 16_384 * MEGABYTE


@rule("D921", WARNING, UNSAFE)
def implausible_memory(plugin: Plugin) -> Iterator[Hit]:
    """The memory that the manifest asks for cannot be meant

    `resource.memory` is in bytes. Told below 16 MiB, where not even Python starts, and above 16 GiB.

    Why: Dify may run the plugin with that much: it then dies as soon as it starts, or keeps memory from others.

    Fix: Write 268435456 (256 MiB), which is enough for most.

    Wrong:
        resource: {memory: 1048576}

    Right:
        resource: {memory: 268435456}
    """
    node = scalar_at(plugin.manifest, "resource", "memory")
    memory = whole_of(node)
    if node is not None and memory is not None and memory != 0 and not _LEAST <= memory <= _MOST:
        fix = unsafe(node.span.file, SetValue(("resource", "memory"), Number(str(256 * MEGABYTE))))
        message = f"the plugin asks for {memory} bytes ({memory / MEGABYTE:g} MiB) of memory"
        yield Hit(node.span, message, fix=fix)
