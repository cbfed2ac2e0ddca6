"""What profiles are called: after what their models are, or after the family they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from difyspec.importer.factor.profiles import Group
from difyspec.importer.factor.shapes import Shape
from difyspec.importer.factor.words import dominant, family, words_of
from difyspec.provider.models import ModelType
from difyspec.provider.values import Data, Scalar
from difyspec.provider.vocabulary import MODES

_USUAL = {
    ModelType.TEXT_EMBEDDING: "embed",
    ModelType.RERANK: "rank",
    ModelType.SPEECH2TEXT: "transcribe",
    ModelType.TTS: "speak",
    ModelType.MODERATION: "moderate",
}
_THINKS = ("thinking", "reasoning", "effort")
_SEES = ("vision", "video", "audio", "document")


def names(groups: Sequence[Group], ids: Sequence[str], type_: ModelType) -> list[str]:
    """A name for each group; the one with the most models chooses first, copies after what they copy."""
    found: dict[int, str] = {}
    sizes = [len(group.members) for group in groups]
    for place in sorted(range(len(groups)), key=lambda one: (_is_copy(groups, one), -sizes[one], one)):
        taken = set(found.values())
        retired = _flagged(groups, place, found)
        candidates = retired if retired is not None else _candidates(groups, place, ids, type_)
        found[place] = next(name for name in candidates if name not in taken)
    return [found[place] for place in range(len(groups))]


def _is_copy(groups: Sequence[Group], place: int) -> bool:
    """Whether a group differs from the one it copies in flags only."""
    like = groups[place].like
    if like is None:
        return False
    one, base = groups[place].shape, groups[like].shape
    return (one.features, one.parameters) == (base.features, base.parameters)


def _flagged(groups: Sequence[Group], place: int, found: Mapping[int, str]) -> Iterator[str] | None:
    """Names for a group of which only flags are its own."""
    like = groups[place].like
    if like is None or not _is_copy(groups, place):
        return None
    base, values = groups[like].shape.values, groups[place].shape.values
    flags = [name for name in ("folder", "deprecated", "listed") if name in values and name not in base]
    called = {"deprecated": "retired", "listed": "unlisted", "folder": _folder(values.get("folder"))}
    several = "_".join(called[name] for name in flags)
    first = called[flags[0]] if flags else "variant"
    names = (first, f"{found[like]}_{first}", f"{found[like]}_{several}")
    return (name for name in (*names, *(f"{found[like]}_{first}_{number}" for number in range(2, 999))))


def _folder(value: Data | None) -> str:
    """The name of a folder as one that a profile may have."""
    return ("-".join(words_of(value.text)) if isinstance(value, Scalar) else "") or "folder"


def _candidates(groups: Sequence[Group], place: int, ids: Sequence[str], type_: ModelType) -> Iterator[str]:
    group = groups[place]
    members = set(group.members)
    own = [ids[one] for one in group.members]
    others = [ids[one] for one in range(len(ids)) if one not in members]
    usual, traits = _usual(group.shape, type_), _traits(group.shape, groups)
    if len(groups) == 1:
        yield usual
    common, shared = family(own, others), dominant(own)
    if common is not None:
        yield common
    elif not shared and len(own) == max(len(one.members) for one in groups):
        yield usual
    yield from shared
    yield from (f"{name}_{trait}" for name in shared for trait in traits)
    yield from ("_".join(traits[: count + 1]) for count in range(len(traits)))
    yield from (usual, *(f"{usual}_{trait}" for trait in traits))
    yield from ("-".join(words_of(own[0])[:count]) for count in range(1, len(words_of(own[0])) + 1))
    yield from (f"{usual}_{number}" for number in range(2, 999))


def _usual(shape: Shape, type_: ModelType) -> str:
    mode = shape.values.get("mode")
    if type_ is ModelType.LLM:
        return mode.text if isinstance(mode, Scalar) and mode.text in MODES else "model"
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
