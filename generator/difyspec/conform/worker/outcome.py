"""How a case ended: its result, or the error, as a recording writes it."""

from __future__ import annotations

import copy
import json
import os
import re
import sys
import tempfile
from collections.abc import Mapping
from typing import Any

from .calls import call
from .plain import plain
from .plugin import Plugin
from .spoken import Spoken

_LONGEST_MESSAGE, _LONGEST_DESCRIPTION = 1500, 800


def outcome(plugin: Plugin, case: Mapping[str, Any]) -> dict[str, Any]:
    """Carries out a case and says how it ended. What validation learned stands in ``credentials_after``."""
    entered = case["credentials"]
    credentials = copy.deepcopy(entered)
    spoken = Spoken()
    try:
        made: dict[str, Any] = {"ok": True, "result": call(plugin, case, credentials, spoken)}
    except Exception as error:  # noqa: BLE001  (whatever a plugin raises is how the case ended)
        return _plainly({"ok": False, **_failure(error, plugin.folder, spoken)})
    if credentials != entered and str(case["action"]).startswith("validate"):
        learned = [name for name, value in credentials.items() if name not in entered or entered[name] != value]
        made["credentials_after"] = {name: plain(credentials[name]) for name in learned}
    return _plainly(made)


def _failure(error: Exception, folder: str, spoken: Spoken) -> dict[str, Any]:
    message, description = str(error), str(getattr(error, "description", None) or "")
    told: dict[str, Any] = {
        "error_class": type(error).__name__,
        "message": _anonymous(message, folder)[:_LONGEST_MESSAGE],
    }
    if description not in message:
        told["description"] = _anonymous(description, folder)[:_LONGEST_DESCRIPTION]
    if spoken.chunks:
        told["partial"] = {"text": "".join(spoken.pieces), "n_chunks": spoken.chunks}
    return told


def _anonymous(text: str, folder: str) -> str:
    """The text without what depends on the machine: folders and addresses of objects."""
    text = text.replace(folder, "<plugin>")
    for place in sorted({sys.prefix, sys.base_prefix, os.path.dirname(os.__file__)}):  # noqa: PTH120  (a text)
        text = text.replace(place, "<py>")
    text = text.replace(f"{tempfile.gettempdir()}/", "<tmp>/")
    text = re.sub(r"0x[0-9a-f]{6,}", "0x...", text)
    return re.sub(r"<tmp>/tmp\w+", "<tmp>/dir", text)


def _plainly(made: dict[str, Any]) -> dict[str, Any]:
    """What remains after a journey through JSON."""
    found: dict[str, Any] = json.loads(json.dumps(made, default=str))
    return found
