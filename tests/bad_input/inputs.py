"""What no one should hand a program, and somebody will: folders of plugins and of specs.

Each function spoils a sound folder. `main` is the file that counts most in it (``manifest.yaml``, ``provider.yaml``).
"""

from __future__ import annotations

import os
import random
import shutil
import socket
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

type Spoil = Callable[[Path, Path], None]

INPUTS: dict[str, Spoil] = {}
# Of these nothing need be said, so long as nothing breaks.
HARMLESS = frozenset(("a fifo beside it", "a socket beside it", "links in a circle", "a name that steers terminals"))
ESCAPES = "\x1b]0;owned\x07\x1b[2J\u202egnp.\u2066exe\x9b31m"
BYTES = 50_000_000
LEVELS = 10_000


def spoils(name: str) -> Callable[[Spoil], Spoil]:
    def keep(function: Spoil) -> Spoil:
        INPUTS[name] = function
        return function

    return keep


def content(name: str, data: bytes) -> None:
    """An input whose main file is something else."""

    def spoil(folder: Path, main: Path) -> None:
        main.write_bytes(data)

    INPUTS[name] = spoil


def bomb() -> bytes:
    names = "abcdefghijklmnopqrstuvwxyz"
    lines = [b"a: &a [x, x, x, x, x, x, x, x, x]\n"]
    for last, name in pairwise(names):
        lines.append(f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]\n".encode())
    return b"".join(lines)


content("empty", b"")
content("only a comment", b"# nothing here\n")
content("a number", b"5\n")
content("a list", b"- a\n- b\n")
content("a bomb", bomb())
content("a bomb of merges", bomb().replace(b"[", b"{<<: [").replace(b"]", b"]}"))
content("an alias of itself", b"a: &a [*a]\n&b {c: *b}: d\n")
content("50 MB", b"model: " + b"a" * BYTES + b"\n")
content("deep brackets", b"a: " + b"[" * LEVELS + b"]" * LEVELS + b"\n")
content("deep braces", b"a: " + b"{a: " * LEVELS + b"1" + b"}" * LEVELS + b"\n")
content("deep blocks", b"".join(b" " * level + b"a:\n" for level in range(LEVELS)) + b" " * LEVELS + b"b\n")
content("deep dashes", b"- " * LEVELS + b"a\n")
content("nul bytes", b"provider: a\x00b\nname: \x00\n")
content("nothing but nul bytes", b"\x00" * 1000)
content("not utf-8", b"provider: \xff\xfe\xfa\nname: \xc3\x28\n")
content("utf-16", "provider: a\n".encode("utf-16"))
content("half a surrogate", b'provider: "\\ud800"\nname: \xed\xa0\x80\n')
content("noise", bytes(random.Random(5).randrange(256) for _ in range(20_000)))
content("text that steers terminals", f'provider: "{ESCAPES[12:]}"\n"na\u202eme": 1\nversion: {ESCAPES}\n'.encode())
content("keys that steer terminals", b'"pro\\u202evider\\e[31m": "\\a\\x9b2J"\nmodels: {"\\u2067x": [1]}\n')
content("too many keys", b"{" + b"".join(b"k%d: 1, " % number for number in range(120_000)) + b"}")
content("one long line", b"provider: " + b"x, " * 1_000_000 + b"\n")
content("a tag", b"provider: !!python/object/apply:os.system [echo owned]\n")
content("three documents", b"--- {a: 1}\n--- {b: 1}\n--- [\n")
content("no end", b"provider: {a: [b, 'c\n")
content("huge numbers", b"version: " + b"9" * 100_000 + b"\nprovider: 1e999999999\nmodels: 0x" + b"f" * 50_000 + b"\n")


@spoils("nothing at all")
def nothing(folder: Path, main: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


@spoils("no main file")
def no_main(folder: Path, main: Path) -> None:
    main.unlink()


@spoils("a folder in its place")
def folder_instead(folder: Path, main: Path) -> None:
    main.unlink()
    main.mkdir()


@spoils("a fifo in its place")
def fifo(folder: Path, main: Path) -> None:
    main.unlink()
    os.mkfifo(main)


@spoils("a fifo beside it")
def fifo_beside(folder: Path, main: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    for place in ("files", "models/llm", "hooks", "_assets"):
        (folder / place).mkdir(parents=True, exist_ok=True)
        os.mkfifo(folder / place / "pipe.py")


@spoils("a socket beside it")
def socket_beside(folder: Path, main: Path) -> None:
    here = Path.cwd()
    os.chdir(folder)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("s.yaml")
    os.chdir(here)


@spoils("a link out of the tree")
def link_out(folder: Path, main: Path) -> None:
    main.unlink()
    main.symlink_to("/etc/passwd")


@spoils("a link to an endless device")
def link_to_device(folder: Path, main: Path) -> None:
    main.unlink()
    main.symlink_to("/dev/zero")


@spoils("a link to nothing")
def link_to_nothing(folder: Path, main: Path) -> None:
    main.unlink()
    main.symlink_to("nowhere")


@spoils("a link to itself")
def link_to_itself(folder: Path, main: Path) -> None:
    main.unlink()
    main.symlink_to(main.name)


@spoils("links in a circle")
def links_in_a_circle(folder: Path, main: Path) -> None:
    (folder / "models").mkdir(exist_ok=True)
    (folder / "models" / "again").symlink_to("..", target_is_directory=True)
    (folder / "files").symlink_to(".", target_is_directory=True)


@spoils("unreadable")
def unreadable(folder: Path, main: Path) -> None:
    main.chmod(0)


@spoils("an unreadable folder")
def unreadable_folder(folder: Path, main: Path) -> None:
    inner = folder / "models"
    inner.mkdir(exist_ok=True)
    inner.chmod(0)


@spoils("a name that steers terminals")
def odd_name(folder: Path, main: Path) -> None:
    place = folder / "models"
    place.mkdir(exist_ok=True)
    (place / f"{ESCAPES}.yaml").write_text("model: [\n", "utf-8")
    (folder / f"{ESCAPES}.yaml").write_text("provider: [\n", "utf-8")
    (folder / "two\nlines.yaml").write_text("provider: [\n", "utf-8")


@spoils("a name that is no text")
def name_no_text(folder: Path, main: Path) -> None:
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.yaml"))).write_bytes(b"provider: [\n")


@spoils("deep folders")
def deep_folders(folder: Path, main: Path) -> None:
    here = Path.cwd()
    (folder / "models").mkdir(exist_ok=True)
    os.chdir(folder / "models")
    for _ in range(25):  # of 200 letters: longer than any path may be
        inner = Path("deeper" * 33)
        inner.mkdir()
        os.chdir(inner)
    os.chdir(here)


@spoils("a module of 50 MB")
def large_module(folder: Path, main: Path) -> None:
    for place in ("provider", "hooks"):
        (folder / place).mkdir(exist_ok=True)
        (folder / place / "large.py").write_bytes(b"x = 1\n" * (BYTES // 6))


@spoils("deep Python")
def deep_python(folder: Path, main: Path) -> None:
    for place in ("provider", "hooks", "models/llm"):
        (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / place / "deep.py").write_bytes(b"x = " + b"(" * LEVELS + b"-" * LEVELS + b"1" + b")" * LEVELS)
        (folder / place / "nul.py").write_bytes(b"x = '\x00'\n")
