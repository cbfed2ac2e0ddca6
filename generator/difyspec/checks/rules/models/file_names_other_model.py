"""D871."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model

_SIZE = re.compile(r"(?<![a-z0-9.])\d+(?:\.\d+)?b(?![a-z0-9])")
_SHORT = 3


@rule("D871", WARNING)
def file_names_other_model(model: Model) -> Iterator[Hit]:
    """A file is called after another model than the one it declares

    Told where the name of the file and `model` have no word in common, or say different sizes (8b and 70b).

    Why: It is mostly a copy in which the name of the model was not changed, or changed to the wrong one, so the model
    that users expect is missing.

    Fix: Correct `model`, or rename the file.

    Wrong:
        # models/llm/acme-small-8b.yaml
        model: acme-large-70b

    Right:
        # models/llm/acme-small-8b.yaml
        model: acme-small-8b
    """
    stem, name = model.stem.lower(), model.id.lower()
    if not name or not _told_apart(stem, name):
        return
    yield Hit(model.name_at, f"the file `{model.stem}` declares the model `{model.id}`")


def _told_apart(stem: str, name: str) -> bool:
    ours, theirs = set(_SIZE.findall(stem)), set(_SIZE.findall(name))
    if ours and theirs and not ours & theirs:
        return True
    whole_stem, whole_name = _letters(stem), _letters(name)
    if not whole_stem or not whole_name or whole_stem in whole_name or whole_name in whole_stem:
        return False
    words = [word for word in re.split(r"[^a-z0-9]+", stem) if len(word) >= _SHORT]
    others = [word for word in re.split(r"[^a-z0-9]+", name) if len(word) >= _SHORT]
    shared = any(word in whole_name for word in words) or any(word in whole_stem for word in others)
    return bool(words and others) and not shared


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text)
