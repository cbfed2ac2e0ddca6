"""What is asked of ``generate`` besides which providers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wish:
    """What is done about edits and leftovers.

    `discards` are paths whose edits are given up, `discard_all` gives up all of them, `prune` removes plugins without
    spec.
    """

    discards: tuple[Path, ...] = ()
    discard_all: bool = False
    prune: bool = False

    def discard(self, folder: Path) -> Callable[[str], bool]:
        """Which edits in a plugin's folder are given up."""
        given_up = [path.absolute() for path in self.discards]

        def test(path: str) -> bool:
            place = (folder / path).absolute()
            return self.discard_all or any(place.is_relative_to(one) for one in given_up)

        return test
