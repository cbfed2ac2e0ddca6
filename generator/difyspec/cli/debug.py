"""``difyspec debug``: run a generated plugin in Dify's SDK and talk to it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from difyspec.cli import options
from difyspec.cli.console import note
from difyspec.cli.refusal import Failed, Refused, Unsound
from difyspec.cli.workspace import Workspace
from difyspec.diagnostics.steering import harmless

if TYPE_CHECKING:
    from difyspec.cli.debugging.form import Plugin

TYPES = ("llm", "text-embedding", "rerank", "speech2text", "tts", "moderation")


@click.command("debug", short_help="Run a plugin locally and talk to it, or connect it to a Dify.")
@click.argument("provider")
@click.option("--credential", "given", multiple=True, metavar="NAME=VALUE", help="A field of the form; repeatable.")
@click.option(
    "--credentials", "file", type=click.Path(path_type=Path), metavar="FILE", help="The form, as YAML or JSON."
)
@click.option("--type", "type_", type=click.Choice(TYPES), help="The model type; by default what --model is, or llm.")
@click.option("--model", help="The model's name in Dify; by default the first predefined one.")
@click.option("--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="A model parameter; repeatable.")
@click.option("--message", help="Send this one text and leave; otherwise it is a conversation.")
@click.option("--document", "documents", multiple=True, help="rerank: a text to rank; repeatable.")
@click.option("--file", "audio", type=click.Path(path_type=Path), help="speech2text: the audio to write down.")
@click.option("--output", type=click.Path(path_type=Path), help="tts: the file to write to.  [default: speech.mp3]")
@click.option("--voice", default="", help="tts: the voice.  [default: the model's]")
@click.option("--connect", metavar="HOST:PORT", help="Connect the plugin to the debug address of a Dify instead.")
@click.option("--key", help="The debug key of that Dify.")
@click.option("--verbose", is_flag=True, help="Show what the plugin logs.")
@options.specs
@options.out
def command(provider: str, specs: Path, out: Path, connect: str | None, key: str | None, **asked: Any) -> None:
    """Runs the generated plugin of PROVIDER as Dify would, in a process of its own.

    It tests the credentials, says what the model is, and then answers what you write. Credentials are asked for unless
    they are given.

    \b
    Examples:
      difyspec debug acme --credential api_key=sk-... --model acme-large --message "Hello"
      difyspec debug xinference --type rerank --credentials local.yaml --model bge \\
          --message "capital of France" --document Paris --document Rome
      difyspec debug acme --connect debug.example.com:5003 --key 0a1b2c3d-...
    """
    from difyspec.cli.caches import cache_folder
    from difyspec.cli.debugging.form import read_plugin
    from difyspec.cli.debugging.interpreter import interpreter

    folder = _folder(Workspace(specs, out), provider)
    if bool(connect) != bool(key):
        raise click.UsageError("--connect and --key belong together; Dify shows both under Plugins, Debug.")
    python = interpreter(folder, cache_folder(), note)
    if connect and key:
        from difyspec.cli.debugging import connecting

        connecting.connect(python, folder, connect, key)
    else:
        _talk(python, read_plugin(folder), asked)


def _folder(workspace: Workspace, name: str) -> Path:
    """The plugin's folder; a note where it is not in step with its spec."""
    from difyspec.cli.standing import standing

    if name in workspace.plugins() and not workspace.specs.is_dir():
        return workspace.plugin(name)
    [provider] = workspace.chosen([name])
    now = standing(workspace, provider)
    if now.lock is None:
        raise Refused(f"There is no plugin for '{provider}' yet. Run: difyspec generate {provider}")
    if now.lock.inputs != now.inputs:
        note(
            f"note: the spec changed since the plugin was generated; difyspec generate {provider} brings it up to date"
        )
    return workspace.plugin(provider)


def _talk(python: str, plugin: Plugin, asked: dict[str, Any]) -> None:
    from difyspec.cli.debugging.choice import chosen_model, model_parameters
    from difyspec.cli.debugging.form import fill, interactive, pairs
    from difyspec.cli.debugging.process import PluginDiedError, PluginError, PluginProcess
    from difyspec.cli.debugging.session import converse, describe, validated
    from difyspec.cli.debugging.talk import Target, tell

    type_, model = chosen_model(plugin, asked["type_"], asked["model"])
    credentials = fill(plugin.form(type_, model), pairs(asked["given"], asked["file"]), ask=interactive())
    try:
        with PluginProcess(python, plugin.folder, note if asked["verbose"] else _ignore) as process:
            more = {name: asked[name] for name in ("documents", "output", "voice")}
            target = Target(
                process, plugin.provider, type_, model, credentials, _write, note, file=asked["audio"], **more
            )
            target = validated(plugin, target)
            target = replace(target, parameters=model_parameters(asked["parameters"], describe(target)))
            if asked["message"] is not None or asked["audio"]:
                tell(target, asked["message"] or "", [])
            else:
                converse(target)
    except PluginError as error:
        note(f"{error.kind}: {error}")
        if asked["verbose"]:
            note(error.trace)
        raise Failed from None
    except PluginDiedError as error:
        raise Unsound(
            f"The plugin of '{plugin.provider}' does not run: {error}\n--verbose shows all it said."
        ) from None


def _write(text: str) -> None:
    """Shows a piece of an answer; what a model says must not steer the terminal."""
    sys.stdout.write(harmless(text.replace("\r\n", "\n")))
    sys.stdout.flush()


def _ignore(line: str) -> None:
    del line
