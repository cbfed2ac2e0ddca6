"""Fixes applied: declared edits become changes of text, as few characters as possible, and are proved by reading again.

`changes` turns an edit into changes of text, `intended` says what the document must say afterwards, `apply` makes the
fixes of one file that keep that promise, `rounds` repeats checking and applying until nothing more can be done. Nothing
here touches the disk.
"""

from difyspec.edit.fixing.apply import Applied, apply_fixes
from difyspec.edit.fixing.reading import PLUGIN, SPEC, Reader
from difyspec.edit.fixing.rounds import Fixed, fix_all

__all__ = ["PLUGIN", "SPEC", "Applied", "Fixed", "Reader", "apply_fixes", "fix_all"]
