"""The review in docs/checks-review.md: it is of what rules find today, complete, and nearly all of it is right."""

from __future__ import annotations

import pytest

from tests.checks.review import CORPUS, DOCUMENT, SIZE, document, judged

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpus, which is not here")
MOST_FALSE = 3


def test_every_finding_of_the_sample_was_judged() -> None:
    rows = list(judged())
    assert len(rows) == SIZE
    assert [(code, shown) for code, shown, verdict in rows if verdict is None] == []
    assert sum(verdict is not None and not verdict.right for _, _, verdict in rows) <= MOST_FALSE


def test_the_document_is_in_step() -> None:
    assert document() == DOCUMENT.read_text("utf-8"), "run python -m tests.checks.review --write"
