"""Facts learnt from the server."""

from typing import Annotated

from difyspec.language.kinds.lists import Many
from difyspec.language.kinds.references import Place as PlaceKind
from difyspec.language.kinds.texts import Word
from difyspec.language.kinds.translations import TRANSLATIONS, Translations
from difyspec.language.positions import ModelTypes, PlainText, PlainTexts, TextValue
from difyspec.language.section import Section, key, required
from difyspec.language.tree import Located

AnswerPlaces = Annotated[tuple[Located[str], ...], Many(PlaceKind(lists=True, root=True))]


class Fact(Section):
    """One fact: what validation found out is checked against it and kept with the credentials."""

    type: Annotated[str, Word(("text", "int", "float", "bool", "select"))] = required("The type of the fact.", "int")
    options: PlainTexts | None = key("What a `select` can be.", "[chat, completion]")
    for_: ModelTypes | None = key("The model types that have the fact; all, if it is left out.", "[llm, rerank]", "llm")
    stored_as: PlainText | None = key("The key in saved credentials; else the fact's name.", "completion_type")
    at: AnswerPlaces | None = key(
        "Where the answer of `get` has it; of several places the first that has something.",
        "max_input_length",
        "'model_ability[]'",
    )
    is_: PlainTexts | None = key("Of a `bool`: what makes it true; else anything that is there.", "vision")
    values: Annotated[Translations, TRANSLATIONS] | None = key(
        "Translates what the answer says into options, or into texts.", "{generate: completion}"
    )


class Discovery(Section):
    """A question to the server, whose answer has the facts."""

    get: TextValue = required(
        "The path behind the endpoint that describes the model, or lists all.", "info", "models/$(cred.model_uid)"
    )
    list: Annotated[str, PlaceKind(root=True)] | None = key(
        "Where the answer lists models, if it does; the facts are those of the one that is called so.", "data"
    )
    id: Annotated[str, PlaceKind()] | None = key("In that list: where a model has its name; else `id`.", "name")
