"""pydub without ffmpeg: loading keeps the bytes, adding joins them, exporting writes them."""

from __future__ import annotations

import contextlib
import io
import os
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any, Self


def replace() -> None:
    """Takes the place of pydub's segments, where pydub is installed."""
    with contextlib.suppress(ImportError), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub warns where it finds no ffmpeg
        pydub: Any = import_module("pydub")
        pydub.AudioSegment = Segment


class Segment:
    """In place of pydub's ``AudioSegment``; each lasts a tenth of a second."""

    duration_seconds = 0.1

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def __len__(self) -> int:
        return 100

    def __add__(self, other: Self) -> Segment:
        return Segment(self.data + other.data)

    @classmethod
    def from_file(cls, file: Any, *_: Any, **__: Any) -> Self:
        """The bytes of an open file or of one at a path."""
        return cls(file.read() if hasattr(file, "read") else Path(file).read_bytes())

    from_wav = from_mp3 = from_file

    def export(self, out_f: Any = None, *_: Any, **__: Any) -> Any:
        """A file with the bytes, at its start."""
        file = io.BytesIO() if out_f is None else out_f
        if isinstance(out_f, str | os.PathLike):
            file = Path(out_f).open("wb+")  # noqa: SIM115  (it is the caller's to close)
        file.write(self.data)
        file.seek(0)
        return file
