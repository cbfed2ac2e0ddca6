"""What recorded plugins say when they test credentials, as a section of a spec.

The sentences are not ours to copy. So ``words.yaml`` beside a transport section names only where they stand in the
recorded requests, by model type and key, and they are put into a third file of the spec:

    rerank: {query: query, documents: documents}
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from difyspec.conform.records import Record, read

WORDS = "words.yaml"


def words_of(places: Path, recording: Path) -> str:
    """The text of a spec file with the words of a recording; `places` is a ``words.yaml``."""
    records = read(recording)
    wanted: Mapping[str, Mapping[str, str]] = yaml.safe_load(places.read_text("utf-8"))
    said = {type_: _said(_asked(records, type_), keys) for type_, keys in wanted.items()}
    return yaml.safe_dump({"validation": {"model": said}}, allow_unicode=True, sort_keys=False)


def _asked(records: list[Record], type_: str) -> Any:
    """What the first test of a model type sends in the end; before, it may ask what there is."""
    tests = (one for one in records if one.type == type_.replace("-", "_") and one.action == "validate_model")
    return next(one.exchanges[-1]["request"]["body"] for one in tests if one.exchanges)


def _said(body: Any, keys: Mapping[str, str]) -> dict[str, Any]:
    return {key: _at(body, place.split(".")) for key, place in keys.items()}


def _at(value: Any, place: list[str]) -> Any:
    """What stands at a dotted place; ``name[]`` are all elements of a list, a number is one of them."""
    if not place:
        return value
    head, rest = place[0], place[1:]
    if head.endswith("[]"):
        return [_at(one, rest) for one in value[head.removesuffix("[]")]]
    return _at(value[int(head)] if head.isdecimal() else value[head], rest)
