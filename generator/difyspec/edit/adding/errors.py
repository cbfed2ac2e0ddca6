"""Why something cannot be added."""

from __future__ import annotations


class AddError(ValueError):
    """What was asked for cannot be done; the text is one sentence. `suggestion` is what was most likely meant."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion
