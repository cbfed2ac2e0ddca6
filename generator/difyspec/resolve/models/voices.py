"""Voices of text-to-speech models."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.language.models.columns import Voice
from difyspec.language.models.columns import Voices as Written
from difyspec.language.tree import Entry
from difyspec.provider.expressions import Path, Root, Value
from difyspec.provider.models import Voices
from difyspec.provider.values import DataList, DataMap, Scalar, text
from difyspec.resolve.expressions.shapes import Due
from difyspec.resolve.expressions.values import check_value
from difyspec.resolve.expressions.where import voice as in_id
from difyspec.resolve.models.env import Env
from difyspec.resolve.statics import evaluate


def _languages(written: Written, one: Entry[Voice]) -> tuple[str, ...]:
    found = one.body.language if one.body.language is not None else written.language
    return tuple(language.value for language in found or ())


def _id(written: Written, env: Env) -> Value:
    """How an id is built: the voice itself, if nothing is said."""
    if written.id is None:
        return Path(Root.VOICE)
    return check_value(written.id, Due.TEXT, in_id(env.type), env.names, env.context)


def _ids(written: Written, env: Env, model: str) -> Iterator[tuple[Entry[Voice], Scalar]]:
    built = _id(written, env)
    for one in written.list or ():
        yield one, evaluate(built, model, one.name) or text(one.name)


def voices_data(written: Written, model: str, env: Env) -> DataList:
    """The voices of a model in the spec, as Dify's property has them."""
    if written.split is not None:
        message = "the voices of a model in the spec cannot depend on credentials"
        env.context.say("D415", written.span("split"), message)
    _something(written, env)
    return DataList(
        tuple(
            DataMap(
                (
                    ("mode", id_),
                    ("name", text(one.body.name or one.name)),
                    ("language", DataList(tuple(text(language) for language in _languages(written, one)))),
                )
            )
            for one, id_ in _ids(written, env, model)
        )
    )


def voices_of(written: Written, env: Env) -> Voices:
    """The voices of a model that users add."""
    _something(written, env)
    split = None
    if written.split is not None:
        split = check_value(written.split, Due.TEXT, env.where, env.names, env.context)
    built = _id(written, env)
    listed = tuple(
        (_with_voice(built, one.name), one.body.name or one.name, _languages(written, one))
        for one in written.list or ()
    )
    return Voices(split, tuple(one.value for one in written.language or ()), listed)


def _something(written: Written, env: Env) -> None:
    if written.split is None and not written.list and not {"list", "split"} & written.broken:
        env.context.say("D306", written.place, "there are no voices: `list` and `split` are missing")
    if any(not _languages(written, one) for one in written.list or ()):
        env.context.say("D317", written.place, "these voices have no language, and Dify looks for voices by language")


def _with_voice(value: Value, voice: str) -> Value:
    """The id of one voice: where its name stands, the name; what depends on the model stays."""
    from difyspec.provider.expressions import Else, Template

    match value:
        case Path(root=Root.VOICE):
            return text(voice)
        case Template(parts=parts):
            found = [voice if part == Path(Root.VOICE) else part for part in parts]
            if all(isinstance(part, str) for part in found):
                return text("".join(part for part in found if isinstance(part, str)))
            return Template(tuple(found))
        case Else() | Scalar() | Path():
            return value
