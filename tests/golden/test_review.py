"""How much Python there is to review in a plugin that needed none: entities and the vendored runtime aside."""

from __future__ import annotations

import pytest

from tests.golden.replaying import SHARED, SPECS, files_of, providers
from tests.golden.reviewing import Amount, Review, amount, review

pytestmark = pytest.mark.slow
needs_recordings = pytest.mark.skipif(not (SHARED / "golden").is_dir(), reason="the recordings are not there")

MOST, MOST_SHARED = 60, 90
"""Lines of a model type's module, and of all that the types of a provider share."""

MODULE = '''"""What
it is."""

import os


def name() -> str:
    """The name."""
    # Why.
    return os.path.join(
        "a", """b
        c""",
    )
'''


def reviewed(provider: str) -> Review:
    """What is to be reviewed of a provider."""
    return review(files_of(provider))


@needs_recordings
@pytest.mark.parametrize("provider", sorted({*providers(), *(one.name for one in SPECS.iterdir())}))
def test_less_than_sixty_lines_a_model_type(provider: str) -> None:
    found = reviewed(provider)
    assert found.types
    if found.hooks:
        pytest.skip("it needed Python")
    assert found.longest < MOST, found.types
    assert found.shared.lines < MOST_SHARED


def test_what_is_counted() -> None:
    assert amount(MODULE) == Amount(lines=13, code=5)
    entities = {"adapter/entities.py": b"a = 1\n", "runtime/chat.py": b"a = 1\n", "tests/test_a.py": b"a = 1\n"}
    shared = {"adapter/connection.py": b"a = 1\n\n", "provider/acme.py": b"b = 1\n"}
    models = {"models/llm/llm.py": b'"""Doc."""\nc = 1\n', "models/llm/llm.yaml": b"a: 1\n"}
    found = review({**entities, **shared, **models})
    assert found == Review({"llm": Amount(2, 1)}, Amount(3, 2), hooks=False)
    assert (found.longest, found.a_type) == (2, 5)
    assert review({**models, "hooks.py": b""}).hooks
