"""Characters that steer a terminal or turn the order of letters around: names and texts come from anywhere."""

from __future__ import annotations

import re

SIGN = "\ufffd"
# Control characters but tab and line feed; marks that turn the direction of writing; line and paragraph separators;
# halves of surrogate pairs, which cannot be encoded at all; marks of annotations.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufff9-\ufffb]"
)


def harmless(text: str) -> str:
    """The text with a replacement sign for each such character, so that columns stay what they are."""
    return _STEERING.sub(SIGN, text)


def escaped(text: str) -> str:
    """A text in JSON with escapes of JSON's own for each such character."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
