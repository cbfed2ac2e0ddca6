"""Facts learnt from the server."""

from typing import Annotated

from difyspec.language.kinds.texts import Word
from difyspec.language.positions import ModelTypes, PlainText, PlainTexts
from difyspec.language.section import Section, key, required


class Fact(Section):
    """One fact: what validation found out is checked against it and kept with the credentials."""

    type: Annotated[str, Word(("text", "int", "float", "bool", "select"))] = required("The type of the fact.", "int")
    options: PlainTexts | None = key("What a `select` can be.", "[chat, completion]")
    for_: ModelTypes | None = key("The model types that have the fact; all, if it is left out.", "[llm, rerank]", "llm")
    stored_as: PlainText | None = key("The key in saved credentials; else the fact's name.", "completion_type")
