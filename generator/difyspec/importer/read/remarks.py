"""Comments of a model's file: where its facts come from."""

from __future__ import annotations

import re
from dataclasses import replace

from difyspec.provider.models import Model
from difyspec.source import SourceFile
from difyspec.source.comments import comments

_CODE = re.compile(r"-?\s*[a-z_][a-z0-9_-]*:(\s.*)?|-\s+[\w\"'].*")
_PHRASES = re.compile(r"(for more details,?|please refer to|refer to|see:|references?:)\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"\((https?://[^\s()]+)\)")


def remark(model: Model, file: SourceFile) -> Model:
    """The model with what comments say about it as its source; lines that were YAML once are no source."""
    if "#" not in file.text:
        return model
    said = [words for one in comments(file.text, file.root) if (words := phrase(one.text)) is not None]
    return replace(model, source=" ".join(dict.fromkeys(said))) if said else model


def phrase(comment: str) -> str | None:
    """What a comment says in words; None where it says nothing or was YAML once."""
    line = comment.strip()
    return None if _CODE.fullmatch(line) else _cleaned(line) or None


def _cleaned(line: str) -> str:
    """A comment without phrases that only lead to an address."""
    line = _BRACKETED.sub(r"\1", line)
    if "http" in line or _PHRASES.fullmatch(line + " "):
        line = _PHRASES.sub("", line)
    return line.strip(" #=-").strip()
