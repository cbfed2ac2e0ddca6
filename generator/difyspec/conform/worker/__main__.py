"""Started by path: makes a package of this folder under a name that no plugin has, and runs it."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

NAME = "difyspec_conform_worker"
MEMORY = 4_000_000_000  # bytes of data; a declaration can be written that would take all there is


def serving() -> ModuleType:
    """The module that serves. The folder leaves the path first: a plugin has a `provider` and a `calls` of its own."""
    folder = Path(__file__).resolve().parent
    sys.path[:] = [one for one in sys.path if Path(one or ".").resolve() != folder]
    spec = importlib.util.spec_from_file_location(
        NAME, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder} is no package")
    package = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = package
    spec.loader.exec_module(package)
    importlib.import_module("dify_plugin")  # before anything that opens a socket: it patches the process
    return importlib.import_module(f"{NAME}.serve")


def limit_memory() -> None:
    """Has the system refuse more memory than any plugin needs, where it can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


if __name__ == "__main__":
    limit_memory()
    serving().serve()
