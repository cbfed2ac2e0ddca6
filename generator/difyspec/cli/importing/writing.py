"""An imported spec on disk: all of it or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "provider.yaml"


def write_spec(target: Path, text: str, copies: Mapping[str, str], plugin: Path) -> None:
    """Makes the folder of a spec: its text, and files of the plugin byte for byte.

    `copies` leads from paths within the new folder to paths within the plugin. Raises `OSError`, and then there is no
    folder.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        (stage / MAIN).write_text(text, "utf-8")
        for name, origin in copies.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(plugin / origin, stage / name)
        stage.chmod(0o777 & ~_umask())
        stage.rename(target)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise


def _umask() -> int:
    """The mask of new files; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
