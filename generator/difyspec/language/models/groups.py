"""Named sets of models and named conditions."""

from typing import Annotated

from difyspec.language.kinds.lists import Many, TableOf
from difyspec.language.kinds.values import ConditionOf, PatternOf
from difyspec.language.reserved import DECLARED
from difyspec.language.tree import Entries, Expr, Located
from difyspec.provider.expressions import Condition, Pattern

GroupTable = Annotated[
    Entries[tuple[Located[Pattern], ...]], TableOf(Many(PatternOf(excludes=True)), DECLARED, called="groups by name")
]
ConditionTable = Annotated[Entries[Expr[Condition]], TableOf(ConditionOf(), DECLARED, called="conditions by name")]
