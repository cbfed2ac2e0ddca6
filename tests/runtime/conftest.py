"""The runtime is tested as it runs: under the SDK's patches, against sockets."""

import dify_plugin  # noqa: F401, I001  (first: it patches the process)

from collections.abc import Iterator

import pytest

from tests.support.loopback import Loopback


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A scripted server, fresh for each test."""
    with Loopback() as running:
        yield running
