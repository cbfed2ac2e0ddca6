"""The plugins that are made to fail: all of ``spec/``, and those with a transport section in ``tests/golden``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from difyspec.compile import compile_spec

from tests.golden import replaying
from tests.support.loopback import Loopback, Reply, Request
from tests.support.plugins import InProcess, PluginError

SPECS = Path(__file__).parents[2] / "spec"
SECRET = "sk-live/9fQ+Zq7=Wm2_Xc4-Rt8YvB3n"
WAV = (
    b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00"
    b"@\x1f\x00\x00@\x1f\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00"
)
_CHAT: dict[str, Any] = {
    "prompt_messages": [{"role": "user", "content": "hi"}],
    "model_parameters": {},
    "tools": None,
    "stop": None,
}
CALLS: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "llm": (("invoke_llm", {**_CHAT, "stream": True}), ("invoke_llm", {**_CHAT, "stream": False})),
    "text-embedding": (("invoke_text_embedding", {"texts": ["a", "b", "c"], "input_type": "document"}),),
    "rerank": (("invoke_rerank", {"query": "q", "docs": ["x", "y"], "score_threshold": None, "top_n": None}),),
    "speech2text": (("invoke_speech2text", {"file": WAV.hex()}),),
    "tts": (("invoke_tts", {"content_text": "Hello.", "voice": "", "tenant_id": "t"}),),
    "moderation": (("invoke_moderation", {"text": "nice weather"}),),
}
"""How each model type is asked: the daemon's action and what goes with it."""
_IMAGE = {"content": "iVBORw0KGgo=", "content_type": "image"}
_MEDIA: dict[str, tuple[str, dict[str, Any]]] = {
    "text-embedding": ("invoke_multimodal_embedding", {"documents": [_IMAGE], "input_type": "document"}),
    "rerank": (
        "invoke_multimodal_rerank",
        {"query": _IMAGE, "docs": [_IMAGE, _IMAGE], "score_threshold": None, "top_n": None},
    ),
}
FURTHER: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {
    **{(type_, "vision"): call for type_, call in _MEDIA.items()},
    ("llm", "polling"): ("start_polling", {**_CHAT, "stream": False}),
}
"""How models of a type are asked as well that have a feature."""
PATIENCE, HURRY = 10.0, 0.3
"""Seconds that a server may take to answer, and that one may take which never does."""
type Answer = Reply | Callable[[Request], Reply] | int
"""What a server does; a number is a port to reach instead of it."""
VALIDATE = "validate_model_credentials"


def names() -> list[str]:
    """``spec/…`` and ``golden/…``."""
    specs = sorted(path.parent.name for path in SPECS.glob("*/provider.yaml"))
    golden = sorted(path.parent.name for path in replaying.HERE.glob("*/transport.yaml"))
    here = (replaying.SHARED / "corpus").is_dir()
    return [*(f"spec/{name}" for name in specs), *(f"golden/{name}" for name in golden if here)]


def built(name: str, folder: Path) -> Path:
    """The plugin, written to a folder."""
    kind, _, provider = name.partition("/")
    if kind == "golden":
        return replaying.plugin(provider, folder)
    files = compile_spec(SPECS / provider, cache=replaying.FORMATTED).files
    assert files is not None
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


class Moved(InProcess):
    """A plugin that reaches one port of this machine, wherever it means to go."""

    worker = Path(__file__).with_name("worker.py")
    port = 0
    patience = 0.0

    def _events(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        return super()._events({**request, "port": self.port, "patience": self.patience})


@dataclass(frozen=True)
class Outcome:
    """What came of one request: the data of the answers before the end, and the error if it ended with one."""

    made: tuple[dict[str, Any], ...]
    error: PluginError | None

    @property
    def text(self) -> str:
        """All that Dify is told of the error."""
        return "" if self.error is None else f"{self.error.message}\n{self.error.args_}"


class Subject:
    """One plugin, running, and the server that it reaches; entered for as long as it runs."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        built(name, folder)
        said = json.loads((folder / "tests" / "expected.json").read_text("utf-8"))
        self._dummy: str = said["secret"]
        self.label: str = said["name"]
        self.types: dict[str, dict[str, Any]] = {
            type_: {**one, "credentials": self._secret(one["credentials"])} for type_, one in said["types"].items()
        }
        form = said["provider_test"]
        self.form = None if form is None else self._secret(form["credentials"])
        self.server = Loopback()
        self.process = Moved(folder, said["provider"])

    def __enter__(self) -> Self:
        self.server.__enter__()
        self.process.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.__exit__()
        self.server.__exit__()

    def ask(self, reply: Answer, action: str, silent: bool = False, **data: Any) -> Outcome:
        """One request to the plugin, whose server does this; only a `silent` one is not waited for."""
        self.process.patience = HURRY if silent else PATIENCE
        self.server.requests.clear()
        self.process.port = reply if isinstance(reply, int) else int(self.server.url.rpartition(":")[2])
        if not isinstance(reply, int):
            self.server.reply(reply)
        made: list[dict[str, Any]] = []
        try:
            made.extend(self.process.stream(action, **data))
        except PluginError as error:
            return Outcome(tuple(made), error)
        return Outcome(tuple(made), None)

    def calls(self, type_: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every way in which models of a type are asked: the action and all that goes with it."""
        common = self.of(type_)
        yield from ((action, {**common, **data}) for action, data in CALLS[type_])
        for (wanted, feature), (action, data) in FURTHER.items():
            able = (one["model"] for one in self.types[type_]["predefined"] if feature in one["features"])
            if wanted == type_ and (model := next(able, None)) is not None:
                yield action, {**common, "model": model, **data}

    def of(self, type_: str) -> dict[str, Any]:
        """What every request to a model of a type says."""
        one = self.types[type_]
        return {"model_type": type_, "model": one["model"], "credentials": dict(one["credentials"])}

    def _secret(self, credentials: dict[str, Any] | None) -> dict[str, Any] | None:
        """The credentials with a secret that is worth looking for."""
        if credentials is None:
            return None
        return {key: SECRET if value == self._dummy else value for key, value in credentials.items()}
