"""D7xx: where Dify's loaders would reject a plugin or read it differently."""

from __future__ import annotations

from difyspec.diagnostics.catalogue.entry import ERROR, WARNING, Entry

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "D701",
        WARNING,
        "Too many fields",
        means="A form has more than 32 fields.",
        why="Dify refuses it when the plugin is debugged remotely.",
        fix="Remove fields, or accept that remote debugging does not work.",
    ),
    Entry(
        "D702",
        ERROR,
        "Version that the SDK refuses",
        means="The version is one to Dify's daemon and none to its SDK.",
        why="The plugin would not start.",
        fix="Write three numbers, perhaps with -a1, -b1, -rc1, -dev1 or -post1 behind them.",
        bad="version: 0.1.0-foo",
        good="version: 0.1.0-rc1",
        of_plugin=True,
    ),
    Entry(
        "D703",
        ERROR,
        "Author that the installer refuses",
        means="The author's name has capital letters.",
        why="The SDK takes it, and Dify refuses to install the plugin.",
        fix="Write small letters, digits, `_` and `-`.",
        bad="author: Acme",
        good="author: acme",
        of_plugin=True,
    ),
    Entry(
        "D704",
        ERROR,
        "Manifest that Dify refuses",
        means="A value of the manifest is none that Dify's packer or installer accepts.",
        why="The plugin could not be packed or installed.",
        fix="Write a value that Dify accepts.",
        bad="plugin: {tags: [chat]}",
        good="plugin: {tags: [utilities]}",
        of_plugin=True,
    ),
)
