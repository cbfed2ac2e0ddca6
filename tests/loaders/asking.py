"""The SDK's verdicts, from a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

type Ask = Callable[[str, str], str]


@contextmanager
def asking() -> Iterator[Ask]:
    """Asks the SDK for its verdict on a declaration of a kind: empty, or why not."""
    worker = Path(__file__).parent / "sdk_worker.py"
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", str(worker)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None
        assert stdout is not None

        def asked(kind: str, text: str) -> str:
            stdin.write(json.dumps({"kind": kind, "text": text}) + "\n")
            stdin.flush()
            answer = json.loads(stdout.readline())
            assert isinstance(answer, str)
            return answer

        yield asked
        stdin.close()
