"""D5xx: hooks and the author's files."""

from __future__ import annotations

from difyspec.diagnostics.catalogue.entry import ERROR, WARNING, Entry

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "D501",
        ERROR,
        "Hook is missing",
        means="The spec refers to a hook that the provider's hooks do not have.",
        why="The adapter would fail when it calls it.",
        fix="Write the function in hooks.py.",
    ),
    Entry(
        "D502",
        WARNING,
        "Hook that nothing refers to",
        means="A function at the top of the hooks is neither referred to by the spec nor used by another hook.",
        why="It is either left over or forgotten in the spec.",
        fix="Refer to it, remove it, or start its name with `_`.",
    ),
    Entry(
        "D503",
        ERROR,
        "Hook with a wrong signature",
        means="A hook cannot be called with what its place hands it, or gives back something else than is due.",
        why="The call would fail.",
        fix="Give it the parameters and the result of its place; docs/language.md has a table of them.",
        bad="def moderate(call: calls.ModerateCall[Credentials, Discovered], chunks: list[str]) -> bool: ...",
        good="def moderate(call: calls.ModerateCall[Credentials, Discovered], chunks: list[str]) -> list[bool]: ...",
    ),
    Entry(
        "D505",
        ERROR,
        "Hooks that are no Python",
        means="A file of hooks cannot be parsed.",
        why="The plugin would not load.",
        fix="Correct the Python.",
    ),
    Entry(
        "D506",
        ERROR,
        "Two hooks of one name",
        means="Two functions of the hooks have the same name.",
        why="`hooks.NAME` could mean either.",
        fix="Rename one of them.",
    ),
    Entry(
        "D507",
        ERROR,
        "Icon is missing",
        means="An icon is named and not there, or there is none at all.",
        why="Dify's manifest must have an icon, and the file must be in the plugin.",
        fix="Put the image beside the spec; icon.svg is found by itself.",
    ),
    Entry(
        "D508",
        ERROR,
        "File is missing",
        means="`raw.files` names a file that is not there.",
        why="The plugin would lack it.",
        fix="Put the file beside the spec or into files/.",
    ),
    Entry(
        "D509",
        ERROR,
        "Hook is asynchronous",
        means="A hook is written with `async def`.",
        why="Dify's SDK calls plain functions.",
        fix="Write `def`.",
        bad="async def discover(call): ...",
        good="def discover(call): ...",
    ),
    Entry(
        "D510",
        ERROR,
        "Hooks in two homes",
        means="There are a file hooks.py and a folder hooks/.",
        why="Python imports only one of them.",
        fix="Move everything to one of the two.",
    ),
    Entry(
        "D511",
        WARNING,
        "Hooks import what is not declared",
        means="The hooks import a package that `plugin.dependencies` does not name.",
        why="Dify installs what the plugin declares, and the plugin would not start without it.",
        fix="Add the package to `plugin.dependencies`.",
        bad="import dashscope",
        good="plugin: {dependencies: [dashscope]}",
    ),
)
