"""Which runtime files a plugin gets."""

from __future__ import annotations

import pytest
from difyspec.emit.inputs import shipped_runtime
from difyspec.emit.vendoring import vendored

RUNTIME = {
    "__init__.py": '"""Vendored."""\n',
    "urls.py": "from .values import first\n",
    "values.py": "import re\n",
    "unused.py": "from . import values\n",
    "protocols/__init__.py": "",
    "protocols/chat.py": "from .. import urls\nfrom .parts import part\n",
    "protocols/parts/__init__.py": "from . import part\n",
    "protocols/parts/part.py": "from ...unused import x\n",
}


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import json", []),
        ("from runtime import values", ["__init__", "values"]),
        ("import runtime.values", ["__init__", "values"]),
        ("from runtime.urls import join", ["__init__", "urls", "values"]),
        ("from . import runtime\nfrom .runtime import x", []),
        ("def broken(:", []),
        (
            "from runtime.protocols import chat",
            [
                "__init__",
                "protocols/__init__",
                "protocols/chat",
                "protocols/parts/__init__",
                "protocols/parts/part",
                "unused",
                "urls",
                "values",
            ],
        ),
    ],
)
def test_closure(source: str, modules: list[str]) -> None:
    found = vendored([source], RUNTIME)
    assert sorted(found) == sorted(f"runtime/{name}.py" for name in modules)
    assert all(text == RUNTIME[path.removeprefix("runtime/")] for path, text in found.items())


@pytest.mark.parametrize("source", ["from runtime.nowhere import x", "import runtime.nowhere"])
def test_an_unknown_module_is_an_error(source: str) -> None:
    with pytest.raises(LookupError, match="nowhere"):
        vendored([source], RUNTIME)


def test_the_shipped_runtime_is_closed_and_imports_itself_only_relatively() -> None:
    runtime = shipped_runtime()
    everything = [
        f"import runtime.{path.removesuffix('.py').replace('/', '.')}" for path in runtime if "__" not in path
    ]
    assert len(vendored(everything, runtime)) == len(runtime)
    assert not [path for path, text in runtime.items() if "import runtime" in text or "from runtime" in text]
