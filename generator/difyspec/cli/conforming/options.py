"""The options of ``difyspec conform``, in groups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

TYPES = ("provider", "llm", "text-embedding", "rerank", "speech2text", "tts", "moderation")
ACTIONS = ("invoke", "validate_provider", "validate_model", "custom_schema", "declarations")
LIBRARY_HEADERS = "accept,accept-charset"
"""Headers that depend on the HTTP library more than on the plugin."""

FILE = click.Path(path_type=Path, dir_okay=False)

type Wrap[**P, R] = Callable[[Callable[P, R]], Callable[P, R]]


def together[**P, R](*options: Wrap[P, R]) -> Wrap[P, R]:
    """Several options as one decorator, in the order of the help."""

    def wrapped(function: Callable[P, R]) -> Callable[P, R]:
        for one in reversed(options):
            function = one(function)
        return function

    return wrapped


REFERENCE = (
    click.option("--golden", type=FILE, metavar="FILE", help="What the other one did, recorded."),
    click.option("--against", metavar="PLUGIN", help="The other plugin, a folder; it is run as the reference."),
)
CASES = (
    click.option("--case", default="", metavar="TEXT", help="Only cases with this in their name."),
    click.option("--action", type=click.Choice(ACTIONS), help="Only this action."),
    click.option("--type", "type_", type=click.Choice(TYPES), help="Only this model type."),
    click.option("--skip-bugs", is_flag=True, help="Leave out records that show a known bug of the recorded plugin."),
)
COMPARISON = (
    click.option(
        "--bugs",
        type=click.Choice(("full", "requests")),
        default="full",
        show_default=True,
        help="What to compare of such records: all, or the requests only.",
    ),
    click.option("--requests-only", is_flag=True, help="Compare what is sent, not what is made of the answers."),
    click.option(
        "--errors",
        type=click.Choice(("class", "message", "strict")),
        default="class",
        show_default=True,
        help="Of errors, compare the class; also the message; also what validation keeps of credentials.",
    ),
    click.option(
        "--ignore-headers",
        default=LIBRARY_HEADERS,
        show_default=True,
        metavar="NAMES",
        help="Headers left out of the comparison, joined by commas.",
    ),
)
RUN = (
    click.option(
        "--limit",
        type=click.FloatRange(min=0, min_open=True),
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help="The time that one case may take.",
    ),
    click.option(
        "--most",
        type=click.IntRange(min=1),
        default=150,
        show_default=True,
        metavar="N",
        help="--against: how many cases a model type may have.",
    ),
    click.option("--isolated", is_flag=True, help="--against: run it in an environment of its own in any case."),
    click.option("--write", type=FILE, metavar="FILE", help="--against: keep what it did."),
    click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True),
)
