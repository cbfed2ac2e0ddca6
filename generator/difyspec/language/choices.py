"""The types of what may be a choice."""

from __future__ import annotations

from typing import Annotated

from difyspec.language.kinds.shapes import ChoiceOf
from difyspec.language.positions import ADDRESS_VALUE, ANY_VALUE, FLAG_VALUE, NUMBER_VALUE, TEXT_VALUE, WHOLE_VALUE
from difyspec.language.tree import Choice, Expr
from difyspec.provider.expressions import Value

TextChoice = Annotated[Choice[Expr[Value]], ChoiceOf(TEXT_VALUE)]
AddressChoice = Annotated[Choice[Expr[Value]], ChoiceOf(ADDRESS_VALUE)]
NumberChoice = Annotated[Choice[Expr[Value]], ChoiceOf(NUMBER_VALUE)]
WholeChoice = Annotated[Choice[Expr[Value]], ChoiceOf(WHOLE_VALUE)]
FlagChoice = Annotated[Choice[Expr[Value]], ChoiceOf(FLAG_VALUE)]
AnyChoice = Annotated[Choice[Expr[Value]], ChoiceOf(ANY_VALUE)]
