"""Dataclasses that are frozen for type checkers alone.

Freezing a class at run time doubles what it takes to make the class, when a plugin starts, and to make one of it, which
a stream does for every piece of an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass as _dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, eq: bool = True, **more: Any) -> Callable[[type], type]:
        """The same as `dataclasses.dataclass`; what would be frozen is hashable all the same."""
        return _dataclass(eq=eq, unsafe_hash=frozen and eq, **more)


__all__ = ["dataclass"]
