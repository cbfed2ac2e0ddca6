"""Small edits of a plugin in memory: what a mutation is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

type Files = dict[str, bytes]
type Edit = Callable[[Files], None]
type Step = str | int

MANIFEST = "manifest.yaml"
PROVIDER = "provider/acme.yaml"
LLM = "models/llm/acme-chat.yaml"
POSITION = "models/llm/_position.yaml"
PROVIDER_PY = "provider/acme.py"
LLM_PY = "models/llm/llm.py"


def load(files: Files, name: str) -> Any:
    """A YAML file as data; times stay texts, because PyYAML writes them in a way that the daemon refuses."""
    data = yaml.safe_load(files[name])
    if name == MANIFEST and "created_at" in data:
        data["created_at"] = "2024-09-20T00:13:50.29298939-04:00"
    return data


def save(files: Files, name: str, data: Any) -> None:
    files[name] = yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()


def put(name: str, *path_and_value: Any) -> Edit:
    """Sets the value (the last argument) at a path."""
    *path, value = path_and_value

    def edit(files: Files) -> None:
        data = load(files, name)
        place = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        save(files, name, data)

    return edit


def drop(name: str, *path: Step) -> Edit:
    """Takes a key away."""

    def edit(files: Files) -> None:
        data = load(files, name)
        place = data
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]
        save(files, name, data)

    return edit


def append(name: str, *path_and_value: Any) -> Edit:
    """Appends a value to the list at a path."""
    *path, value = path_and_value

    def edit(files: Files) -> None:
        data = load(files, name)
        place = data
        for step in path:
            place = place[step]
        place.append(value)
        save(files, name, data)

    return edit


def write(name: str, text: str) -> Edit:
    """Writes a file."""

    def edit(files: Files) -> None:
        files[name] = text.encode()

    return edit


def replaced(name: str, old: str, new: str) -> Edit:
    """Replaces a text that must be there."""

    def edit(files: Files) -> None:
        text = files[name].decode()
        assert old in text, (name, old)
        files[name] = text.replace(old, new).encode()

    return edit


def remove(*names: str) -> Edit:
    """Deletes files, or whole folders (names that end in ``/``)."""

    def edit(files: Files) -> None:
        for name in names:
            for known in [one for one in files if one == name or (name.endswith("/") and one.startswith(name))]:
                del files[known]

    return edit


def both(*edits: Edit) -> Edit:
    """One edit after the other."""

    def edit(files: Files) -> None:
        for one in edits:
            one(files)

    return edit


def nothing(files: Files) -> None:
    """No edit at all."""
