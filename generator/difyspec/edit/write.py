"""Writing a file of a spec: the whole new text or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

_MARK = b"\xef\xbb\xbf"


def write_text(path: Path, text: str) -> None:
    """Puts a text in place of that of a file, as UTF-8 with the byte order mark, the mode and the links it has.

    Raises `OSError`; the file is then as it was.
    """
    target = path.resolve()
    mark = _MARK if target.read_bytes().startswith(_MARK) else b""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(mark + text.encode("utf-8"))
        shutil.copymode(target, name)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
