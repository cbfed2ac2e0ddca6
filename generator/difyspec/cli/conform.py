"""``difyspec conform``: does a plugin send and answer what another one does?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from difyspec.cli import options

TYPES = ("provider", "llm", "text-embedding", "rerank", "speech2text", "tts", "moderation")
ACTIONS = ("invoke", "validate_provider", "validate_model", "custom_schema", "declarations")
LIBRARY_HEADERS = "accept,accept-charset"


@click.command("conform", short_help="Prove that a plugin does what another one did.")
@click.argument("plugin")
@click.option(
    "--golden",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What the other one did, recorded.",
)
@click.option("--against", metavar="PLUGIN", help="The other plugin, a folder; it is run as the reference.")
@click.option("--case", default="", metavar="TEXT", help="Only cases with this in their name.")
@click.option("--action", type=click.Choice(ACTIONS), help="Only this action.")
@click.option("--type", "type_", type=click.Choice(TYPES), help="Only this model type.")
@click.option("--skip-bugs", is_flag=True, help="Leave out records that show a known bug of the recorded plugin.")
@click.option(
    "--bugs",
    type=click.Choice(("full", "requests")),
    default="full",
    show_default=True,
    help="What to compare of such records: all, or the requests only.",
)
@click.option("--requests-only", is_flag=True, help="Compare what is sent, not what is made of the answers.")
@click.option(
    "--errors",
    type=click.Choice(("class", "message", "strict")),
    default="class",
    show_default=True,
    help="Of errors, compare the class; also the message; also what validation keeps of credentials.",
)
@click.option(
    "--ignore-headers",
    default=LIBRARY_HEADERS,
    show_default=True,
    metavar="NAMES",
    help="Headers left out of the comparison, joined by commas.",
)
@click.option("--limit", default=60.0, show_default=True, metavar="SECONDS", help="The time that one case may take.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--most", default=150, show_default=True, metavar="N", help="--against: cases a model type may have.")
@click.option("--isolated", is_flag=True, help="--against: run it in an environment of its own in any case.")
@click.option(
    "--write", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="--against: keep what it did."
)
@options.out
def command(plugin: str, golden: Path | None, against: str | None, out: Path, **asked: Any) -> None:
    """Runs PLUGIN in Dify's SDK, scripts the network around it, and compares what it sends and answers.

    PLUGIN is the folder of a plugin or the name of a generated one. It is compared with a recording (--golden), or with
    another plugin (--against), which may be written by hand: then the cases come from what that one declares, and a
    scripted server answers both. Every case that differs is shown with its first difference; then follow totals, and
    for each model type whether the one adapter may replace the other.

    \b
    Examples:
      difyspec conform acme --against ../dify-plugin-acme
      difyspec conform acme --against ../dify-plugin-acme --type rerank --write acme.jsonl
      difyspec conform acme --golden acme.jsonl --requests-only --skip-bugs
    """
    if (golden is None) == (against is None):
        raise click.UsageError("Name what to compare with: either --golden FILE or --against PLUGIN.")
    from difyspec.cli.conforming.asked import asked_for, plugin_folder

    wanted = asked_for(plugin_folder(plugin, out), asked)
    if golden is not None:
        from difyspec.cli.conforming.golden import compare_with_recording

        compare_with_recording(wanted, golden)
    elif against is not None:
        from difyspec.cli.conforming.against import compare_with_plugin

        other = plugin_folder(against, out)
        compare_with_plugin(wanted, other, most=asked["most"], isolated=asked["isolated"], write=asked["write"])
