"""Text for people, in the languages Dify knows."""

from __future__ import annotations

from dataclasses import dataclass

from difyspec.provider.values import Scalar, text

LOCALES = ("en_US", "zh_Hans", "pt_BR", "ja_JP")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one or more languages; ``entries`` are (locale, scalar) in the order of writing.

    The scalars are text except in plugins imported as they were, where a translation may be null.
    """

    entries: tuple[tuple[str, Scalar], ...]

    @property
    def english(self) -> str:
        """The en_US text, or the first there is."""
        for locale, value in self.entries:
            if locale == "en_US":
                return value.text
        return self.entries[0][1].text if self.entries else ""


def english(value: str) -> Text:
    """A text in English only."""
    return Text((("en_US", text(value)),))
