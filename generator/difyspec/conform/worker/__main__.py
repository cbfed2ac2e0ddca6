"""Started by path: makes a package of this folder under a name that no plugin has, and runs it."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

NAME = "difyspec_conform_worker"


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


if __name__ == "__main__":
    serving().serve()
