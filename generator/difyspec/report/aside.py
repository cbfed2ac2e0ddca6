"""What was found and is not shown, because people have said that they live with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from difyspec.diagnostics import Finding
    from difyspec.policy.checked import Suppressed


@dataclass(frozen=True, slots=True)
class Aside:
    """Findings that comments suppress, and findings that a baseline holds; `compared`: there is a baseline at all."""

    suppressed: tuple[Suppressed, ...] = ()
    known: tuple[Finding, ...] = ()
    compared: bool = False

    def __str__(self) -> str:
        """``3 suppressed, 12 in the baseline``; nothing where there are none."""
        parts = (
            f"{len(self.suppressed)} suppressed" if self.suppressed else "",
            f"{len(self.known)} in the baseline" if self.known else "",
        )
        return ", ".join(part for part in parts if part)


NOTHING = Aside()
