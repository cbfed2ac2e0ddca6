"""The generated plugins, each way Dify runs them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.plugins import InProcess, Plugin, Serverless, Stdio
from tests.support.xinference_server import XinferenceServer

GENERATED = Path(__file__).parents[2] / "generated"


@pytest.fixture(scope="module", params=[InProcess, Serverless, Stdio], ids=["in-process", "serverless", "stdio"])
def plugin(request: pytest.FixtureRequest) -> Iterator[Plugin]:
    """``generated/xinference``, running."""
    with request.param(GENERATED / "xinference", "xinference") as running:
        yield running


@pytest.fixture
def server() -> Iterator[XinferenceServer]:
    """A server that wants the key ``key-1234``."""
    with XinferenceServer(api_key="key-1234") as running:
        yield running
