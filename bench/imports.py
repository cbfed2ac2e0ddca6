"""Import of the 50 official plugins in the corpus: how long it takes, how small the specs are, whether all comes back.

The limits of the project: all of them in 15 s; at least 4.5 times fewer bytes and 3.8 times fewer YAML scalars than the
original YAML, in total; every file with the same data, and none of them copied verbatim.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
SECONDS, BYTES, SCALARS = 15.0, 4.5, 3.8


@dataclass(frozen=True)
class Size:
    """Bytes, YAML scalars and lines of some texts."""

    bytes: int
    scalars: int
    lines: int

    def over(self, other: Size) -> str:
        """How many times larger this is, as two numbers."""
        return f"{self.bytes / other.bytes:7.1f}x {self.scalars / other.scalars:7.1f}x"


def size(files: list[Path]) -> Size:
    texts = [file.read_text("utf-8-sig") for file in files]
    events = (event for text in texts for event in yaml.parse(text, Loader=yaml.CSafeLoader))
    scalars = sum(isinstance(event, yaml.ScalarEvent) for event in events)
    return Size(sum(len(text.encode()) for text in texts), scalars, sum(text.count("\n") for text in texts))


def run(folder: Path, *arguments: str) -> tuple[float, subprocess.CompletedProcess[str]]:
    command = [str(Path(sys.executable).parent / "difyspec"), "import", *map(str, plugins()), *arguments]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return time.perf_counter() - start, done


def plugins() -> list[Path]:
    return sorted(path for path in CORPUS.iterdir() if path.is_dir())


def total(sizes: list[Size]) -> Size:
    return Size(sum(one.bytes for one in sizes), sum(one.scalars for one in sizes), sum(one.lines for one in sizes))


def main() -> int:
    if not CORPUS.is_dir():
        print(f"{CORPUS} is not there: nothing to measure")
        return 0
    print(f"python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds, done = run(folder)
        before = [size(sorted(path.rglob("*.yaml"))) for path in plugins()]
        after = [size([found]) for found in _specs(folder, done.stdout)]
    with tempfile.TemporaryDirectory() as name:
        _, verified = run(Path(name), "--verify")
    verbatim = sum(int(line.split(": ")[1]) for line in done.stdout.splitlines() if line.startswith("verbatim YAML"))
    same = verified.stdout.count("compared, none different")
    print(f"{'':26} {'YAML':>9} {'spec':>8}   {'bytes':>6} {'scalars':>8}  lines")
    for path, one, other in zip(plugins(), before, after, strict=True):
        print(f"{path.name:26} {one.bytes:9,} {other.bytes:8,}  {one.over(other)} {other.lines:6,}")
    one, other = total(before), total(after)
    print(f"{'all':26} {one.bytes:9,} {other.bytes:8,}  {one.over(other)} {other.lines:6,}")
    print(f"import of {len(before)} plugins: {seconds:.1f} s (limit {SECONDS:.0f} s)")
    print(f"identical after regeneration: {same} of {len(before)}; verbatim YAML: {verbatim}")
    small = one.bytes >= BYTES * other.bytes and one.scalars >= SCALARS * other.scalars
    print(f"limits: {BYTES}x fewer bytes, {SCALARS}x fewer scalars: {'kept' if small else 'MISSED'}")
    return 0 if small and seconds <= SECONDS and same == len(before) and not verbatim else 1


def _specs(folder: Path, told: str) -> list[Path]:
    """The specs in the order of the plugins."""
    names = [
        line.partition(": ")[0] for line in told.splitlines() if line.startswith("spec/") and "/provider.yaml: " in line
    ]
    return [folder / name for name in names]


if __name__ == "__main__":
    sys.exit(main())
