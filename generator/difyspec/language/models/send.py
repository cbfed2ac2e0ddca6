"""From parameters to a request body."""

from typing import Annotated

from difyspec.language.kinds.lists import TableOf
from difyspec.language.kinds.references import Place as PlaceKind
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.translations import TRANSLATIONS, Translations
from difyspec.language.models.restriction import Restriction
from difyspec.language.positions import Body, NumberValue, Places
from difyspec.language.section import Report, Section, key
from difyspec.language.tree import Entries

Renames = Annotated[Entries[str], TableOf(PlaceKind(), called="parameters and their new places")]


class Clamp(Section):
    """The bounds a number is kept within."""

    min: NumberValue | None = key("The least value.", "0.01")
    max: NumberValue | None = key("The greatest value.", "0.99")


class Step(Restriction):
    """One step: a verb, and what restricts it. Several verbs in one step act in the order of this table."""

    default: Body | None = key("Sets what the body does not have.", "{thinking: true}")
    set: Body | None = key("Sets a value, also a nested one.", "{thinking.type: disabled, store: true}")
    drop: Places | None = key("Takes out of the body.", "[temperature, top_p]")
    rename: Renames | None = key(
        "Moves a parameter to another name or place.", "{think: chat_template_kwargs.enable_thinking}"
    )
    copy_: Renames | None = key("Puts a parameter to another place as well.", "{reasoning_effort: reasoning.effort}")
    append: Body | None = key("Adds to a list, which is made if it is not there.", "{tools: {type: web_search}}")
    clamp: Annotated[Entries[Clamp], TableOf(SectionOf(Clamp), PlaceKind(), called="parameters and bounds")] | None = (
        key("Keeps a number within bounds.", "{temperature: {min: 0.01, max: 0.99}}")
    )
    parse: Places | None = key("Reads a text as JSON.", "[search_parameters]")
    values: Annotated[Translations, TRANSLATIONS] | None = key(
        "Translates what `rename` and `copy` carry; other values stay.", "{true: enabled, false: disabled}"
    )

    @classmethod
    def examine(cls, made: Section, report: Report) -> None:
        """At least one verb, and something for `values` to translate."""
        written = set(made.written)
        if not written & VERBS:
            report("D121", made.place, "this step has no verb, so it does nothing")
        if "values" in written and not written & {"rename", "copy_"}:
            report(
                "D121",
                made.key_span("values"),
                "`values` translates what `rename` or `copy` carry, and there is neither",
            )


VERBS = {"default", "set", "drop", "rename", "copy_", "append", "clamp", "parse"}
