"""From bytes to text that YAML can be read from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.diagnostics import Finding, at, finding
from difyspec.source.lines import Lines

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MOST = 5  # places shown of one defect


def decode(file: str, data: bytes) -> tuple[str | None, list[Finding]]:
    """The text of a file, without a byte order mark and with line breaks as they are; None if it is no text."""
    if data.startswith(_UTF16):
        return None, [finding("D002", at(file), "the file is UTF-16")]
    if b"\x00" in data[:2]:
        return None, [finding("D002", at(file), "the file is no text")]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        lines = Lines(file, before)
        byte = data[error.start]
        message = f"the byte 0x{byte:02X} is not UTF-8"
        return None, [finding("D002", lines.span(len(before)), message)]


def forbidden(lines: Lines) -> Iterator[Finding]:
    """Findings for the characters that YAML does not allow, the first few of them."""
    for number, found in enumerate(_FORBIDDEN.finditer(lines.text)):
        if number == _MOST:
            return
        name = f"U+{ord(found.group()):04X}"
        yield finding("D003", lines.span(found.start(), found.end()), f"the control character {name} is not allowed")
