"""The compiler's fingerprint: equal as long as nothing changed that shapes a plugin or what is found in a spec.

It is a digest over the contents of the compiler's files and the versions of the libraries it writes with. Contents, not
times or sizes: the fingerprint is tracked in git and must be the same on every machine.
"""

from __future__ import annotations

import os
import re
import sys
from hashlib import sha256
from pathlib import Path

from difyspec.output.digest import Digest

# These folders show, write or compare; what stands in a plugin does not depend on them.
_ASIDE = frozenset(("__pycache__", "cli", "compare", "conform", "edit", "importer", "output", "report"))
LIBRARIES = (
    "black",
    "datamodel-code-generator",
    "inflect",
    "jinja2",
    "markupsafe",
    "pydantic",
    "pydantic-core",
    "pyyaml",
)
_DIST = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)\.dist-info", re.IGNORECASE)


def fingerprint(package: Path | None = None) -> Digest:
    """The fingerprint of a compiler's package, of the running one by default."""
    total = sha256()
    for path, content in _files(package or Path(__file__).parents[1]):
        total.update(f"{path}\0{len(content)}\0".encode())
        total.update(content)
    for name, version in sorted(versions(LIBRARIES).items()):
        total.update(f"{name}=={version}\n".encode())
    return total.hexdigest()


def versions(names: tuple[str, ...]) -> dict[str, str]:
    """The installed version of each library, ``-`` where it is not found.

    Read from the names of folders, because `importlib.metadata` takes longer to import than a whole check may take.
    """
    found = dict.fromkeys(names, "-")
    for folder in sys.path:
        for entry in _names(folder):
            match = _DIST.fullmatch(entry)
            name = re.sub(r"[-_.]+", "-", match["name"]).lower() if match else ""
            if match and found.get(name) == "-":
                found[name] = match["version"]
    return found


def _is_prose(path: str) -> bool:
    """Whether a file is documentation."""
    return path.endswith(".md")


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder or "."))
    except OSError:
        return []


def _files(package: Path) -> list[tuple[str, bytes]]:
    """Path and content of each file that counts, by path. The package's own docstring and version do not."""
    found: list[tuple[str, bytes]] = []
    pending = [""]
    while pending:
        folder = pending.pop()
        with os.scandir(package / folder) as entries:
            for entry in entries:
                path = f"{folder}{entry.name}"
                if entry.is_dir() and entry.name not in _ASIDE:
                    pending.append(f"{path}/")
                elif (
                    entry.is_file() and path != "__init__.py" and not entry.name.startswith(".") and not _is_prose(path)
                ):
                    with open(entry.path, "rb") as file:
                        found.append((path, file.read()))
    return sorted(found)
