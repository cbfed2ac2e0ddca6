"""How long the commands take that people wait for, each in a process of its own, medians of interleaved runs.

The limits of the project: ``--version`` at most 60 ms; ``check`` of an unchanged provider at most twice as long as
``python -c "import pydantic, yaml"``.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PROVIDER = "xinference"


def seconds(command: list[str], folder: Path, environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def commands() -> dict[str, list[str]]:
    difyspec = str(BIN / "difyspec")
    return {
        "python": [sys.executable, "-c", "pass"],
        "python -c 'import pydantic, yaml'": [sys.executable, "-c", "import pydantic, yaml"],
        "--version": [difyspec, "--version"],
        "check, unchanged": [difyspec, "check", PROVIDER],
        "generate, unchanged": [difyspec, "generate", PROVIDER],
        "check --full": [difyspec, "check", "--full", PROVIDER],
    }


def main() -> int:
    load = os.getloadavg()[0]
    print(f"python {sys.version.split()[0]}, {os.cpu_count()} cores, load {load:.1f}, {ROUNDS} rounds")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "spec" / PROVIDER, folder / "spec" / PROVIDER)
        # A copy of the compiler: whoever edits it meanwhile would make every plugin that of another compiler.
        shutil.copytree(ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
        environment = {
            **os.environ,
            "PYTHONPATH": str(folder / "generator"),
            "DIFYSPEC_CACHE_DIR": str(folder / "cache"),
        }
        subprocess.run([str(BIN / "difyspec"), "generate", "--stats"], cwd=folder, env=environment, check=True)
        measured: dict[str, list[float]] = {title: [] for title in commands()}
        for number in range(ROUNDS + 1):
            for title, command in commands().items():
                taken = seconds(command, folder, environment)
                if number:  # the first round warms the file cache
                    measured[title].append(taken)
    medians = {title: statistics.median(times) for title, times in measured.items()}
    for title, median in medians.items():
        print(f"{median * 1000:7.0f} ms  (least {min(measured[title]) * 1000:.0f})  {title}")
    ratio = medians["check, unchanged"] / medians["python -c 'import pydantic, yaml'"]
    print(f"check, unchanged: {ratio:.2f} times the import (limit 2)")
    return 0 if ratio <= 2 and medians["--version"] <= 0.06 else 1


if __name__ == "__main__":
    sys.exit(main())
