"""Whether what is said of the mode of language models is a mode."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.language import Expr
from difyspec.language.models.catalogue import Catalogue as Written
from difyspec.language.models.columns import Columns
from difyspec.provider.expressions import Else, Path, Root, Value
from difyspec.provider.values import Scalar
from difyspec.provider.vocabulary import MODES
from difyspec.resolve.expressions.shapes import Sort
from difyspec.resolve.models.predefined import Shared, asks_for_mode


def check_modes(written: Written, shared: Shared) -> None:
    """A finding at each place that says another mode than the two that Dify knows."""
    if not asks_for_mode(shared):
        return
    for body in _bodies(written):
        for case in body.mode.cases if body.mode is not None else ():
            _check(case.then, shared)


def _bodies(written: Written) -> Iterator[Columns]:
    for entry in written.profiles or ():
        yield entry.body
    for listed in (written.predefined, written.base, written.kept):
        for model in listed or ():
            yield model.body
    for override in written.overrides or ():
        yield override.value
    if written.custom is not None:
        yield written.custom


def _check(expr: Expr[Value], shared: Shared) -> None:
    tree = expr.tree
    while isinstance(tree, Else):
        _check_path(tree.first, expr, shared)
        tree = tree.otherwise
    if isinstance(tree, Path):
        _check_path(tree, expr, shared)
    elif isinstance(tree, Scalar) and tree.text not in MODES:
        message = f"`{tree.text}` is no mode of a language model"
        shared.context.unknown("D314", expr.at(tree), message, tree.text, MODES, "modes")


def _check_path(path: Path, expr: Expr[Value], shared: Shared) -> None:
    """Of a select some option at least has to be a mode; the others may be those of other model types that see it."""
    for field in shared.names.fields.get(path.name or "", []) if path.root is Root.CRED else ():
        options = field.shape.options if field.shape.sort is Sort.SELECT else ()
        other = next((one for one in options if one not in MODES), None)
        if options and not set(options) & set(MODES):
            message = f"none of the options of `cred.{path.name}` is a mode"
            shared.context.unknown("D314", expr.at(path), message, options[0], MODES, "modes")
        elif other is not None and field.field.model_types == (shared.type.value,):
            message = f"`cred.{path.name}` can be `{other}`, which is no mode"
            mode = "chat" if "chat" in other else "completion"
            remedy = f"Write a choice: `[{{when: cred.{path.name} == {other}, then: {mode}}}, {{else: …}}]`."
            shared.context.say("D314", expr.at(path), message, remedy)
