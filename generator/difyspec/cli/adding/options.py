"""What can be said about a model that is to be added, and where it is to go."""

from __future__ import annotations

import re
from collections.abc import Callable

import click

TYPES = ("llm", "text-embedding", "rerank", "speech2text", "tts", "moderation")


def model_id(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """An id that can stand on one line; `BadParameter` for any other."""
    del context, parameter
    if value != value.strip() or not value or not value.isprintable():
        raise click.BadParameter("a model's id has no blanks around it and no line breaks in it.")
    return value


def _number(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    del context, parameter
    if value is None or re.fullmatch(r"[1-9][0-9]*", value):
        return value
    if re.fullmatch(r"[1-9][0-9]*[kKmM]", value):
        size = int(value[:-1])
        both = (size * 1000, size * 1024) if value[-1] in "kK" else (size * 1000**2, size * 1024**2)
        raise click.BadParameter(f"'{value}' has two meanings: write {both[0]} or {both[1]}.")
    raise click.BadParameter(f"'{value}' is not a whole number above 0.")


def _price(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    del context, parameter
    if value is not None:
        from difyspec.cli.adding.wanted import price_problem

        problem = price_problem(value)
        if problem is not None:
            raise click.BadParameter(problem)
    return value


def _features(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    del context, parameter
    signed = [one for one in value if one[:1] in ("+", "-")]
    if signed and len(signed) < len(value):
        raise click.BadParameter("either all features have a sign (+ adds, - takes away), or none (they are all).")
    return value


def _others(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    del context, parameter
    if not value:
        return ()
    from difyspec.cli.adding.wanted import column

    try:
        return tuple(column(one) for one in value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


_COLUMNS = (
    click.option("--use", metavar="PROFILE", help="The profile it has."),
    click.option(
        "--label", "labels", multiple=True, help="Its name as people read it; a second one is the Chinese name."
    ),
    click.option("--context-size", callback=_number, metavar="N", help="How many tokens go in."),
    click.option("--max-tokens", callback=_number, metavar="N", help="The most tokens an answer may have."),
    click.option(
        "--price", callback=_price, metavar="IN/OUT", help="What it costs, e.g. 0.1/0.4 or 0.008/0.024 USD per 1K."
    ),
    click.option(
        "--feature",
        "features",
        multiple=True,
        callback=_features,
        metavar="[+-]NAME",
        help="A feature; with a sign a change to those of the profile; repeatable.",
    ),
    click.option(
        "--set",
        "others",
        multiple=True,
        callback=_others,
        metavar="COLUMN=YAML",
        help="Any other column as it is written in a spec, e.g. max_chunks=32; repeatable.",
    ),
    click.option("--deprecated", is_flag=True, help="It is no longer offered."),
    click.option("--source", metavar="TEXT", help="Where these facts come from; kept in the spec only."),
)


_PLACES = (
    click.option("--after", metavar="ID", help="Put it behind this model.  [default: at the end]"),
    click.option("--before", metavar="ID", help="Put it before this model."),
    click.option("--first", is_flag=True, help="Put it before all others."),
)


def columns[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """The options for what is said about a model."""
    for option in reversed(_COLUMNS):
        function = option(function)
    return function


def places[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """The options for where it goes."""
    for option in reversed(_PLACES):
        function = option(function)
    return function
