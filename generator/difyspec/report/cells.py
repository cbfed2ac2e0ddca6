"""How wide characters are on a terminal."""

from __future__ import annotations

import unicodedata

from difyspec.diagnostics.steering import SIGN, harmless

_UNPRINTED = ("Mn", "Me", "Cf")


def width(text: str) -> int:
    """The number of cells a text fills; a tab counts as one, since it is repeated below itself."""
    return sum(cells(char) for char in text)


def cells(char: str) -> int:
    """The cells of one character: two for wide ones (CJK, most emoji), none for marks that join the one before."""
    if char < "\u0300":
        return 1
    if unicodedata.category(char) in _UNPRINTED:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def printable(text: str) -> str:
    """A text on one line that cannot steer a terminal, with as many characters as before; tabs stay."""
    return harmless(text).replace("\n", SIGN)


def blank(text: str) -> str:
    """Blanks as wide as a text, with its tabs."""
    return "".join("\t" if char == "\t" else " " * cells(char) for char in text)
