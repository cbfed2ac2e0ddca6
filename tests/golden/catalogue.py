"""A spec as people make one for a plugin that exists: its declarations imported, a transport section of ours beside.

`difyspec import` writes ``provider.yaml``; ``transport.yaml`` and hooks are laid beside it, and the folder is compiled
like any other spec.
"""

from __future__ import annotations

import shutil
from functools import cache as once
from pathlib import Path

from difyspec.edit import spec_text
from difyspec.importer.run import import_plugin
from difyspec.source.plugin_folder import open_folder

from tests.golden.words import WORDS, words_of

TRANSPORT = "transport.yaml"


@once
def declarations(corpus: Path) -> str:
    """The spec that an import of the plugin in a folder makes."""
    made = import_plugin(open_folder(corpus))
    assert made.data is not None, made.findings
    return spec_text(made.data)


def spec_folder(corpus: Path, ours: Path, recording: Path, target: Path) -> Path:
    """The folder of a spec: the declarations of a plugin, and the files of `ours`, its transport section and hooks."""
    target.mkdir(parents=True, exist_ok=True)
    (target / "provider.yaml").write_text(declarations(corpus), "utf-8")
    for name in (TRANSPORT, "hooks.py"):
        if (ours / name).is_file():
            shutil.copyfile(ours / name, target / name)
    return with_words(target, ours, recording)


def with_words(spec: Path, ours: Path, recording: Path) -> Path:
    """The folder of a spec, whose tests of credentials now say what the recorded plugin's say."""
    if (ours / WORDS).is_file():
        (spec / WORDS).write_text(words_of(ours / WORDS, recording), "utf-8")
    return spec
