"""Types of hooks against their places: what must be found, and what must be left to those who know better."""

from __future__ import annotations

from pathlib import Path

import pytest
from difyspec.emit.python.scaffold import hooks_module
from difyspec.provider.hooks import references

from tests.resolve.specs import HEAD, codes, from_folder, provider_of

WORKSHOP = (Path(__file__).parents[1] / "cases" / "workshop" / "spec" / "provider.yaml").read_text("utf-8")
PLACES = {
    "chat": "  llm: hooks.f\nmodels: {llm: {custom: {mode: chat, context_size: 1}}}",
    "embed": "  text-embedding: hooks.f\nmodels: {text-embedding: {custom: {context_size: 1, max_chunks: 1}}}",
    "media": "  text-embedding: {protocol: openai.embeddings, media: hooks.f}\n"
    "models: {text-embedding: {custom: {context_size: 1, max_chunks: 1, features: [vision]}}}",
    "rerank": "  rerank: hooks.f\nmodels: {rerank: {custom: {context_size: 1}}}",
    "speak": "  tts: hooks.f\nmodels: {tts: {custom: {audio_type: mp3}}}",
    "voices": "  tts: {protocol: openai.speech, voices: hooks.f}\nmodels: {tts: {custom: {audio_type: mp3}}}",
    "moderate": "  moderation: hooks.f\nmodels: {moderation: {custom: {}}}",
    "transcribe": "  speech2text: hooks.f\nmodels: {speech2text: {custom: {}}}",
    "token": "  moderation: {protocol: openai.moderations, auth: {bearer: hooks.f}}\n"
    "models: {moderation: {custom: {}}}",
    "client": "  client: hooks.f\n  moderation: openai.moderations\nmodels: {moderation: {custom: {}}}",
    "classify": "  moderation: openai.moderations\nerrors: {classify: hooks.f}\nmodels: {moderation: {custom: {}}}",
    "discover": "  moderation: openai.moderations\nvalidation: {model: {discover: hooks.f}}\n"
    "discover: {size: {type: int}}\nmodels: {moderation: {custom: {}}}",
    "schema": "  moderation: openai.moderations\nmodels: {moderation: {custom: {schema: hooks.f}}}",
    "start": "  llm: {protocol: openai.chat, polling: {start: hooks.f, check: hooks.g}}\n"
    "models: {llm: {custom: {mode: chat, context_size: 1, features: [polling]}}}",
}
OTHERS = "\n\ndef g(call, state):\n    return state\n"


def said(place: str, hook: str) -> list[str]:
    """The codes of what is said about the signature of a hook at a place."""
    text = f"{HEAD}{PLACES[place]}\n"
    return [code for code in codes(text, hook + OTHERS) if code in ("D503", "D505", "D509")]


FINE = [
    ("chat", "def f(call): yield 1"),
    ("chat", "def f(call: calls.ChatCall) -> Iterator[events.Event]: return iter(())"),
    ("chat", "def f(call: calls.ChatCall[C, D, P]) -> list[events.Event]: return []"),
    ("chat", "def f(call: 'ChatCall') -> 'Generator[Event, None, None]': yield 1"),
    ("chat", "type Call = calls.ChatCall[C, D, P]\ndef f(call: Call) -> Iterable[Event]: return []"),
    ("chat", "Mine = calls.ChatCall[C, D, P]\ndef f(call: Mine): return []"),
    ("chat", "def f(call: calls.Call[C, D]): return []"),
    ("chat", "from vendor import Chat\ndef f(call: Chat) -> Stream: return Stream()"),
    ("chat", "class EmbedCall: pass\ndef f(call: EmbedCall): return []"),
    ("chat", "def f(call): raise NotImplementedError"),
    ("embed", "def f(call: EmbedCall, batch: Sequence[str]) -> Vectors: return 1"),
    ("embed", "from runtime.calls import EmbedCall as Call\ndef f(call: Call, batch: list): return 1"),
    ("embed", "def f(call, batch: List[str]) -> Any: return 1"),
    ("embed", "def f(call, batch, *, extra: int = 3): return 1"),
    ("media", "def f(call: EmbedCall, batch: list[calls.Item]) -> Vectors: return 1"),
    ("rerank", "def f(call, query: str, docs: list[str], top_n: Optional[int]) -> list[tuple[int, float]]: return []"),
    ("rerank", "def f(call, query, docs, top_n: Union[int, str, None]): return []"),
    ("speak", "def f(call, text: str, voice: str, format: object) -> Iterator[bytes]: yield b''"),
    ("voices", "def f(call: calls.Call[C, D], language: str | None) -> list[calls.Voice]: return []"),
    ("moderate", "def f(call, chunks) -> list[bool]: return []"),
    ("transcribe", "def f(call: calls.TranscribeCall, audio: calls.Audio) -> Annotated[str, 'said']: return ''"),
    ("token", "def f(cred: Credentials) -> str: return ''"),
    ("token", "def f(cred: Credentials) -> None: pass"),
    ("client", "def f(cred: Credentials) -> Vendor: return 1"),
    ("classify", "def f(problem: errors.Problem) -> errors.Kind | None: pass"),
    ("discover", "def f(call: calls.Call[Credentials, Discovered]) -> Discovered: return 1"),
    ("schema", "def f(call, draft: customs.Draft) -> None: draft.label('x')"),
    ("start", "def f(call: ChatCall) -> polling.Pending | polling.Failed: return 1"),
    ("start", "def f(call: ChatCall) -> Iterator[Event]: yield 1"),
]


@pytest.mark.parametrize(("place", "hook"), FINE)
def test_what_fits_or_cannot_be_judged(place: str, hook: str) -> None:
    assert said(place, hook) == []


WRONG = [
    ("chat", "def f(call: calls.EmbedCall[C, D]): return []"),
    ("chat", "def f(call: 'calls.EmbedCall'): return []"),
    ("chat", "type Mine = calls.RerankCall\ndef f(call: Mine): return []"),
    ("chat", "from runtime.calls import SpeakCall as ChatCall\ndef f(call: ChatCall): return []"),
    ("chat", "def f(call) -> str: return ''"),
    ("chat", "def f(call): pass"),
    ("chat", "def f(call):\n    def g():\n        yield 1\n"),
    ("chat", "def f(call, messages): return []"),
    ("chat", "async def f(call): yield 1"),
    ("embed", "def f(call, batch: str) -> Vectors: return 1"),
    ("embed", "def f(call, batch: list[int]) -> Vectors: return 1"),
    ("embed", "def f(call, batch) -> list[list[float]]: return []"),
    ("embed", "def f(call, batch): yield 1"),
    ("media", "def f(call, batch: list[str]) -> Vectors: return 1"),
    ("rerank", "def f(call, query, docs, top_n: int): return []"),
    ("rerank", "def f(call, query, docs, top_n) -> dict[int, float]: return {}"),
    ("speak", "def f(call, text, voice, format) -> bytes: return b''"),
    ("speak", "def f(call, text, voice, format) -> list[bytes]: return []"),
    ("voices", "def f(call: calls.SpeakCall, language): return []"),
    ("voices", "def f(call, language: str): return []"),
    ("moderate", "def f(call, chunks) -> bool: return True"),
    ("moderate", "def f(call, chunks) -> list[str]: return []"),
    ("transcribe", "def f(call, audio: bytes) -> str: return ''"),
    ("transcribe", "def f(call, audio) -> str | None: return ''"),
    ("token", "def f(cred: Credentials) -> bytes: return b''"),
    ("classify", "def f(problem) -> str: return ''"),
    ("discover", "def f(call) -> dict[str, int]: return {}"),
    ("discover", "def f(call: calls.ChatCall): return 1"),
    ("schema", "def f(call, draft) -> dict: return {}"),
    ("start", "def f(call) -> str: return ''"),
    ("start", "def f(call) -> None: pass"),
]


@pytest.mark.parametrize(("place", "hook"), WRONG)
def test_what_does_not_fit(place: str, hook: str) -> None:
    assert len(said(place, hook)) == 1


def test_skeletons_fit_their_places() -> None:
    provider = provider_of(WORKSHOP, (Path(__file__).parents[1] / "cases/workshop/spec/hooks.py").read_text("utf-8"))
    skeletons = hooks_module(provider, references(provider))
    assert skeletons.count("\ndef ") == 16
    assert [code for code in codes(WORKSHOP, skeletons) if code.startswith("D5")] == []


IMPORTS = [
    ("import json, os.path", []),
    ("from runtime import calls\nfrom adapter.entities import Credentials\nimport hooks", []),
    ("from dify_plugin.entities import I18nObject\nimport httpx, yaml, pydantic, tiktoken, requests, gevent", []),
    ("from . import other\nfrom .other import thing", []),
    ("import attrs", []),
    ("import attr", []),
    ("from google import genai", []),
    ("import google.genai.types", []),
    ("from tencentcloud.common import credential", []),
    ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import vendor", []),
    ("try:\n    import vendor\nexcept ImportError:\n    vendor = None", []),
    ("import vendor", ["D511"]),
    ("import vendor.one\nfrom vendor.two import three\nimport vendor", ["D511"]),
    ("from google import cloud", ["D511"]),
    ("import genai", ["D511"]),
    ("def f():\n    import vendor", ["D511"]),
    ("if True:\n    import vendor\nelse:\n    import other", ["D511", "D511"]),
]


@pytest.mark.parametrize(("hooks", "expected"), IMPORTS)
def test_packages_are_declared(hooks: str, expected: list[str]) -> None:
    plugin = "dependencies: ['attrs>=24', Google_GenAI, tencentcloud-sdk-python]}"
    text = f"{HEAD}{PLACES['moderate'].replace('hooks.f', 'openai.moderations')}\n".replace(
        "}\ncredentials", f", {plugin}\ncredentials"
    )
    assert [code for code in codes(text, hooks) if code == "D511"] == expected


@pytest.mark.parametrize("kind", ["latin", "endless", "link"])
def test_hooks_that_cannot_be_read_are_one_finding(kind: str, tmp_path: Path) -> None:
    spec = tmp_path / "spec"
    spec.mkdir()
    (spec / "provider.yaml").write_text(f"{HEAD}{PLACES['moderate']}\n", "utf-8")
    (spec / "icon.svg").write_text("<svg/>", "utf-8")
    hooks = spec / "hooks.py"
    if kind == "latin":
        hooks.write_bytes(b"def f(call, chunks):\n    return '\xe9'\n")
    elif kind == "endless":
        hooks.write_bytes(b"#" * (5_000_001 + 242_880))
    else:
        hooks.symlink_to("/etc/hostname")
    _, findings = from_folder(spec)
    found = [one.code for one in findings if one.code.startswith(("D0", "D5"))]
    assert found == [{"latin": "D002", "endless": "D005", "link": "D006"}[kind]]
