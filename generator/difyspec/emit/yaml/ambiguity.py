"""Which texts some YAML reader would take for something else than text.

PyYAML (YAML 1.1), ruamel.yaml and go-yaml (both mostly 1.2) disagree on words, numbers, times and dates. A text that
any of them would read as another type is written in quotes, so that all of them read the same text.
"""

from __future__ import annotations

import re

# Booleans and null of YAML 1.1 and 1.2, in whatever case; "y" and "n" are booleans in the text of 1.1. "=" and "<<"
# are the value and the merge key of 1.1.
_WORD = r"(?i:y|n|yes|no|on|off|true|false|null|~|=|<<)?"

# A superset of the ints and floats of both versions: underscores, exponents without sign, a lone sign or dot.
_DECIMAL = r"[-+]?[0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9_]*)?"
_BASED = r"[-+]?0[xXoObB][0-9a-fA-F_]*"
_SPECIAL = r"[-+]?\.(?i:inf|nan)"

# 12:30 is 750 in YAML 1.1, and 1:2:3.5 a float.
_SEXAGESIMAL = r"[-+]?[0-9_]+(?::[0-9_]+)+(?:\.[0-9_]*)?"

# Everything that starts like a date: readers differ in how much of what follows they accept.
_DATE = r"[0-9]{4}-[0-9]{1,2}(?:-.*)?"

_AMBIGUOUS = re.compile(f"{_WORD}|{_BASED}|{_SPECIAL}|{_SEXAGESIMAL}|{_DATE}|{_DECIMAL}")


def is_ambiguous(text: str) -> bool:
    """Whether an unquoted `text` (one line) would be read as a number, bool, null, time or date by some reader."""
    return _AMBIGUOUS.fullmatch(text) is not None
