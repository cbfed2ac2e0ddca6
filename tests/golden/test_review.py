"""How much Python there is to review in a plugin that needed none: entities and the vendored runtime aside."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from difyspec.compile import compile_spec
from difyspec.emit.cache import MemoryCache

from tests.golden.replaying import SHARED, SPECS, providers, spec_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "golden").is_dir(), reason="the recordings are not there"),
]

MOST, MOST_SHARED = 60, 90
"""Lines of a model type's module, and of all that the types of a provider share."""

CACHE = MemoryCache()


def lengths(provider: str) -> tuple[Mapping[str, int], bool]:
    """The lines of each module that is generated for a provider, and whether it has hooks."""
    with tempfile.TemporaryDirectory() as place:
        files = compile_spec(spec_of(provider, Path(place) / provider), cache=CACHE).files
    assert files is not None
    modules = [name for name in files if name.endswith(".py") and name.startswith(("models/", "adapter/", "provider/"))]
    reviewed = [name for name in modules if not name.endswith(("entities.py", "__init__.py"))]
    return {name: files[name].decode().count("\n") for name in reviewed}, "hooks.py" in files


@pytest.mark.parametrize("provider", sorted({*providers(), *(one.name for one in SPECS.iterdir())}))
def test_less_than_sixty_lines_a_model_type(provider: str) -> None:
    found, hooked = lengths(provider)
    models = {name: length for name, length in found.items() if name.startswith("models/")}
    if hooked:
        pytest.skip("it needed Python")
    assert max(models.values()) < MOST, models
    assert sum(found.values()) - sum(models.values()) < MOST_SHARED, found
