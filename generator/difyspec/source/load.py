"""Reading specs from disk: the only place where the compiler opens what people wrote."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from difyspec.diagnostics import Finding, at, finding
from difyspec.source.compose import compose
from difyspec.source.lines import Lines
from difyspec.source.nodes import Node
from difyspec.source.text import decode, forbidden

MAX_BYTES = 5_000_000
MAIN = "provider.yaml"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One YAML file. `file` is its path as spans show it; `root` is None where it cannot be read."""

    file: str
    text: str
    root: Node | None

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it but comments."""
        return self.root is None and all(line.lstrip()[:1] in ("", "#") for line in self.text.splitlines())


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text that is not YAML, e.g. hooks; `name` is its path within the folder, ``/`` between its parts."""

    file: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SpecFolder:
    """What lies in the folder of one spec.

    `names` are the paths of all files in it, sorted, ``/`` between their parts; `files` the YAML files at its top,
    ``provider.yaml`` first; `hooks` the Python of ``hooks.py`` and ``hooks/``, `unread` what of it cannot be read.
    """

    path: str
    files: tuple[SourceFile, ...]
    hooks: tuple[SourceText, ...] = ()
    names: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the folder."""
        return Path(self.path).name

    def texts(self) -> dict[str, str]:
        """The texts by path, for excerpts."""
        return {one.file: one.text for one in self.files} | {one.file: one.text for one in self.hooks}


def load_text(path: Path, shown: str | None = None) -> tuple[str | None, list[Finding]]:
    """The text of one file; None with a finding if it cannot be read."""
    file = shown or path.as_posix()
    try:
        if not path.is_file():
            problem = "is a folder" if path.is_dir() else "does not exist"
            return None, [finding("D001", at(file), f"`{file}` {problem}")]
        if path.stat().st_size > MAX_BYTES:
            return None, [finding("D005", at(file), f"`{file}` is larger than 5 MB")]
        data = path.read_bytes()
    except OSError as error:
        return None, [finding("D001", at(file), f"`{file}` cannot be read: {_reason(error)}")]
    return decode(file, data)


def load_file(path: Path, shown: str | None = None) -> tuple[SourceFile | None, list[Finding]]:
    """One YAML file; None with a finding if there is no text at all."""
    file = shown or path.as_posix()
    text, findings = load_text(path, file)
    return (None, findings) if text is None else read_text(file, text)


def read_text(file: str, text: str) -> tuple[SourceFile, list[Finding]]:
    """A YAML text that is not on disk."""
    lines = Lines(file, text)
    findings = list(forbidden(lines))
    if findings:
        return SourceFile(file, text, None), findings
    root, said = compose(lines)
    return SourceFile(file, text, root), said


def load_folder(path: Path) -> tuple[SpecFolder, list[Finding]]:
    """Everything in the folder of one spec, read once."""
    shown = path.as_posix()
    if not path.is_dir():
        return SpecFolder(shown, ()), [finding("D001", at(shown), f"`{shown}` is not a folder")]
    names, findings = _listing(path)
    files: list[SourceFile] = []
    for name in sorted((one for one in names if _is_spec(one)), key=lambda one: (one != MAIN, one)):
        file, said = load_file(path / name)
        findings.extend(said)
        files.extend([file] if file else [])
    if not any(_is_spec(one) for one in names) and not findings:
        findings.append(finding("D007", at(shown), f"`{shown}` holds no YAML file"))
    hooks: list[SourceText] = []
    for name in (one for one in names if _is_hook(one)):
        text, said = load_text(path / name)
        findings.extend(said)
        hooks.extend([SourceText((path / name).as_posix(), name, text)] if text is not None else [])
    known = {one.name for one in hooks}
    linked = [name for name in ("hooks.py", "hooks") if (path / name).is_symlink() and name not in names]
    unread = tuple(one for one in (*filter(_is_hook, names), *linked) if one not in known)
    return SpecFolder(shown, tuple(files), tuple(hooks), tuple(names), unread), findings


def _is_spec(name: str) -> bool:
    return "/" not in name and name.endswith((".yaml", ".yml"))


def _is_hook(name: str) -> bool:
    return name == "hooks.py" or (name.startswith("hooks/") and name.endswith(".py"))


def _listing(folder: Path) -> tuple[list[str], list[Finding]]:
    """The files below a folder, without hidden ones and caches; links that lead out of it are findings."""
    names: list[str] = []
    findings: list[Finding] = []
    home = folder.resolve()
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            entries = sorted(here.iterdir())
        except OSError as error:
            file = here.as_posix()
            findings.append(finding("D001", at(file), f"`{file}` cannot be read: {_reason(error)}"))
            continue
        for entry in entries:
            name = entry.relative_to(folder).as_posix()
            if skipped(name):
                continue
            trouble = _trouble(entry, home)
            if trouble is not None:
                findings.append(trouble)
            elif not entry.is_dir():
                names.append(name)
            elif not entry.is_symlink():
                pending.append(entry)
    return sorted(names), findings


def _trouble(entry: Path, home: Path) -> Finding | None:
    """Why nothing can be done with a file or folder."""
    file = printable_name(entry.as_posix())
    if file != entry.as_posix():
        return finding("D001", at(file), "the name of this file is not UTF-8")
    try:
        entry.is_dir()
        if entry.is_symlink() and not _inside(entry, home):
            return finding("D006", at(file), f"`{file}` links to a file outside of the folder")
    except OSError as error:
        return finding("D001", at(file), f"`{file}` cannot be read: {_reason(error)}")
    return None


def printable_name(name: str) -> str:
    """The name of a file with bytes that are no text written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def skipped(name: str) -> bool:
    """Whether a path within a spec is none of its files: caches, and what is hidden unless the plugin is to have it."""
    base = name.rpartition("/")[2]
    kept = name.startswith("files/") and base not in (".DS_Store", ".git")
    return base == "__pycache__" or (base.startswith(".") and not kept)


def _inside(link: Path, home: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(home)
    except (OSError, RuntimeError):
        return False


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
