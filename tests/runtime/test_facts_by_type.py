"""Facts that only some model types have are not missed by the others."""

from __future__ import annotations

import pytest
from difyspec.runtime import entity, forms


class Discovered(entity.Entity):
    mode: str | None = None
    length: int | None = None


FACTS = forms.Facts(Discovered, stored_as={"mode": "kind"}, only={"mode": ("llm",)})


@pytest.mark.parametrize(
    ("saved", "type_", "missing"),
    [
        ({}, "llm", True),
        ({}, "rerank", True),
        ({"length": 5}, "llm", True),
        ({"length": 5}, "rerank", False),
        ({"kind": "chat"}, "rerank", True),
        ({"kind": "chat", "length": 5}, "llm", False),
        ({"kind": "chat", "length": "many"}, "llm", True),
    ],
)
def test_missing(saved: dict[str, object], type_: str, missing: bool) -> None:
    assert FACTS.missing(saved, type_) is missing


def test_what_only_tests_read_is_not_missed() -> None:
    facts = forms.Facts(Discovered, tested=("mode",))
    assert facts.missing({}, "llm")
    assert not facts.missing({"length": 5}, "llm")
    assert not forms.Facts(Discovered, tested=("mode", "length")).missing({}, "llm")
