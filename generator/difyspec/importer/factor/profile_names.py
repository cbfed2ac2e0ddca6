"""What profiles are called: after what their models are, or after the family they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from difyspec.importer.factor.profiles import Group
from difyspec.importer.factor.shapes import Shape
from difyspec.importer.factor.words import family, words_of
from difyspec.provider.models import ModelType
from difyspec.provider.values import Scalar

_USUAL = {
    ModelType.TEXT_EMBEDDING: "embed",
    ModelType.RERANK: "rank",
    ModelType.SPEECH2TEXT: "transcribe",
    ModelType.TTS: "speak",
    ModelType.MODERATION: "moderate",
}
_THINKS = ("thinking", "reasoning", "effort")
_SEES = ("vision", "video", "audio", "document")


def names(groups: Sequence[Group], shapes: Sequence[Shape], ids: Sequence[str], type_: ModelType) -> list[str]:
    """A name for each group; the one with the most models chooses first."""
    found: dict[int, str] = {}
    for place in sorted(range(len(groups)), key=lambda one: (-len(groups[one].members), one)):
        taken = set(found.values())
        candidates = _candidates(groups, place, ids, type_)
        found[place] = next(name for name in candidates if name not in taken)
    return [found[place] for place in range(len(groups))]


def _candidates(groups: Sequence[Group], place: int, ids: Sequence[str], type_: ModelType) -> Iterator[str]:
    group = groups[place]
    members = set(group.members)
    own = [ids[one] for one in group.members]
    others = [ids[one] for one in range(len(ids)) if one not in members]
    usual = _usual(group.shape, type_)
    if len(groups) == 1:
        yield usual
    common = family(own, others)
    traits = _traits(group.shape, groups)
    largest = max(len(one.members) for one in groups)
    if len(group.members) == largest and not traits:
        yield usual
    if common is not None:
        yield common
        yield from (f"{common}_{trait}" for trait in traits)
    yield from ("_".join(traits[: count + 1]) for count in range(len(traits)))
    yield usual
    yield from (f"{usual}_{trait}" for trait in traits)
    shared = family(own, [])
    if shared is not None:
        yield f"{shared}_{usual}"
        yield from (f"{shared}_{trait}" for trait in traits)
    yield from (f"{usual}_{word}" for word in words_of(own[0])[:1])
    yield "-".join(words_of(own[0])) or usual
    yield from (f"{usual}_{number}" for number in range(2, 999))


def _usual(shape: Shape, type_: ModelType) -> str:
    mode = shape.values.get("mode")
    if type_ is ModelType.LLM:
        return mode.text if isinstance(mode, Scalar) and mode.text in ("chat", "completion") else "model"
    return _USUAL[type_]


def _traits(shape: Shape, groups: Sequence[Group]) -> list[str]:
    """What a profile has and not every other one has."""
    found = [trait for trait in ("thinking", *_SEES, "tools", "json", "fixed") if _has(shape, trait)]
    return [trait for trait in found if not all(_has(one.shape, trait) for one in groups)]


def _has(shape: Shape, trait: str) -> bool:
    parameters = {one.name for one in shape.parameters or ()}
    features = set(shape.features or ())
    match trait:
        case "thinking":
            return any(word in name for name in parameters for word in _THINKS)
        case "tools":
            return bool({"tool-call", "multi-tool-call"} & features)
        case "json":
            return "structured-output" in features or "json_schema" in parameters
        case "fixed":
            return not parameters and shape.parameters is not None
        case _:
            return trait in features
