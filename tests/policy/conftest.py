"""The fixtures of the command line's tests."""

from tests.cli.conftest import here, project

__all__ = ["here", "project"]
