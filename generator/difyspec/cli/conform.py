"""``difyspec conform``: does a plugin send and answer what another one does?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from difyspec.cli import options
from difyspec.cli.conforming.options import CASES, COMPARISON, REFERENCE, RUN, together


@click.command("conform", short_help="Prove that a plugin does what another one did.")
@click.argument("plugin")
@together(*REFERENCE)
@together(*CASES)
@together(*COMPARISON)
@together(*RUN)
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
