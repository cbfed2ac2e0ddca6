"""``debug`` talks to a plugin of every model type, and ends well whatever the plugin does.

The plugin here speaks the daemon's protocol without the SDK; that generated plugins answer in it is tested elsewhere.
"""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest
from difyspec.cli.refusal import Refused
from difyspec.output.lock import Lock, dump
from difyspec.output.paths import LOCK

from tests.support.commands import Run

FIXTURE = Path(__file__).parent / "fixtures/talking"
TYPES = ("llm", "text-embedding", "rerank", "speech2text", "tts", "moderation")
PROVIDER = f"""\
provider: acme
supported_model_types: [{', '.join(TYPES)}]
provider_credential_schema:
  credential_form_schemas:
    - {{variable: api_key, label: {{en_US: API Key}}, type: secret-input, required: true}}
model_credential_schema:
  credential_form_schemas:
    - {{variable: api_key, label: {{en_US: API Key}}, type: secret-input, required: true}}
models:
  llm: {{predefined: [models/llm/large.yaml]}}
"""


@pytest.fixture
def plugin(project: Path) -> Path:
    """A workspace with one plugin, in step with its spec."""
    folder = project / "generated/acme"
    shutil.copytree(FIXTURE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in {
        "manifest.yaml": "plugins: {models: [provider/acme.yaml]}",
        "provider/acme.yaml": PROVIDER,
        "models/llm/large.yaml": "model: acme-large",
        "pyproject.toml": "[project]\nname = 'acme'\ndependencies = ['dify_plugin>=0.10', 'PyYAML']\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (project / "spec/acme").mkdir(parents=True)
    (project / "spec/acme/provider.yaml").write_text("spec: 1\n")
    (folder / LOCK).write_bytes(dump(Lock("acme", "0" * 64, {}, {})))
    return project


KEY = ("--credential", "api_key=k")


def test_one_message(run: Run, plugin: Path) -> None:
    done = run("debug", "acme", *KEY, "--message", "hello", "--parameter", "temperature=0.5")
    assert done.code == 0, done.err
    assert done.out == '1 messages: hello {"temperature": 0.5}![image]\n'
    assert "credentials: accepted" in done.err
    assert "learned mode: chat" in done.err
    assert "model: acme-large: mode chat; context_size 4096; vision; parameters temperature" in done.err
    assert "tool call: look({})" in done.err
    assert "1 + 2 tokens, 0.01 USD, 0.50 s, finish: stop" in done.err
    assert "hello" not in done.err.replace("a line", "")
    assert not list((plugin / "generated").rglob("__pycache__"))


def test_an_answer_does_not_steer_the_terminal(run: Run, plugin: Path) -> None:
    done = run("debug", "acme", *KEY, "--message", "one\r\ntwo\tthree \x1b[2J\x1b]0;title\x07 \u202eright")
    assert done.code == 0, done.err
    assert done.out.startswith("1 messages: one\ntwo\tthree \ufffd[2J\ufffd]0;title\ufffd \ufffdright ")
    done = run("debug", "acme", *KEY, "--type", "rerank", "--model", "m", "--message", "q", "--document", "\x1b[31mred")
    assert "\ufffd[31mred\n" in done.out


def test_a_conversation_remembers_until_it_is_told_to_forget(run: Run, plugin: Path) -> None:
    done = run("debug", "acme", *KEY, stdin="one\n\ntwo\n/reset\nthree\n/exit\nnever\n")
    assert done.code == 0
    assert [line.split(" {")[0] for line in done.out.splitlines()] == [
        "1 messages: one",
        "3 messages: two",
        "1 messages: three",
    ]


def test_a_conversation_goes_on_after_a_failure(run: Run, plugin: Path) -> None:
    done = run("debug", "acme", *KEY, stdin="break\nagain\n")
    assert done.code == 0
    assert "ConnectionError: broken off" in done.err
    assert "1 messages: again" in done.out


@pytest.mark.parametrize(
    ("type_", "arguments", "said"),
    [
        ("text-embedding", ["--message", "x"], "5 dimensions: 0.1000, 0.2000, 0.3000, 0.4000, ...\n"),
        ("rerank", ["--message", "q", "--document", "a", "--document", "b"], "1.0000  a\n0.5000  b\n"),
        ("moderation", ["--message", "bad words"], "flagged\n"),
        ("moderation", ["--message", "words"], "not flagged\n"),
        ("speech2text", ["--file", "audio.wav"], "3 bytes heard\n"),
        ("speech2text", ["--message", "audio.wav"], "3 bytes heard\n"),
        ("tts", ["--message", "x", "--output", "x.mp3"], "x.mp3: 4 bytes of audio/mpeg\n"),
        ("tts", ["--message", "x"], "speech.mp3: 4 bytes of audio/mpeg\n"),
    ],
)
def test_every_type(run: Run, plugin: Path, type_: str, arguments: list[str], said: str) -> None:
    (plugin / "audio.wav").write_bytes(b"abc")
    done = run("debug", "acme", *KEY, "--type", type_, "--model", "mine", *arguments)
    assert (done.code, done.out) == (0, said), done.err
    written = [path for path in (plugin / "x.mp3", plugin / "speech.mp3") if path.exists()]
    assert [path.read_bytes() for path in written] == ([b"abcd"] if type_ == "tts" else [])


def test_audio_that_is_not_there(run: Run, plugin: Path) -> None:
    done = run("debug", "acme", *KEY, "--type", "speech2text", "--model", "mine", "--file", "none.wav")
    assert done.code == 2
    assert "none.wav cannot be read: no such file or directory" in done.err


def test_wrong_credentials(run: Run, plugin: Path) -> None:
    done = run("debug", "acme", "--credential", "api_key=wrong", "--message", "x")
    assert (done.code, done.out) == (1, "")
    assert "PermissionError: wrong key" in done.err
    assert "Trace of it" not in done.err
    assert "Trace of it" in run("debug", "acme", "--credential", "api_key=wrong", "--message", "x", "--verbose").err


def test_a_failure_in_the_midst_of_an_answer(run: Run, plugin: Path) -> None:
    done = run("debug", "acme", *KEY, "--message", "break")
    assert done.code == 1
    assert done.out.startswith("1 messages: break ")
    assert "ConnectionError: broken off" in done.err


def test_a_plugin_that_dies(run: Run, plugin: Path) -> None:
    done = run("debug", "acme", *KEY, "--model", "die", "--message", "x")
    assert done.code == 1
    assert "does not run: it ended with code 1 and said last: killed by myself" in done.err


def test_a_plugin_that_does_not_start(run: Run, plugin: Path) -> None:
    (plugin / "generated/acme/main.py").write_text("raise SystemExit('no such thing')\n")
    done = run("debug", "acme", *KEY, "--message", "x")
    assert done.code == 1
    assert "said last: no such thing" in done.err


def test_what_the_plugin_logs_is_shown_on_demand(run: Run, plugin: Path) -> None:
    done = run("debug", "acme", *KEY, "--message", "x", "--verbose")
    assert "a line of the plugin's own" in done.err
    assert '"message": "hello"' in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["acm"], 2, "Did you mean 'acme'?"),
        (["acme", "--message", "x"], 2, "The form needs more: --credential api_key=..."),
        (["acme", "--credential", "apikey=k"], 2, "Did you mean 'api_key'?"),
        (["acme", "--credentials", "none.yaml"], 2, "none.yaml cannot be read"),
        (["acme", "--connect", "localhost:5003"], 2, "--connect and --key belong together"),
        (["acme", "--connect", "localhost", "--key", "k"], 2, "'localhost' is not of the form HOST:PORT"),
        (["acme", "--connect", "localhost:x", "--key", "k"], 2, "'localhost:x' is not of the form HOST:PORT"),
        (["acme", "--connect", "localhost:70000", "--key", "k"], 2, "is not of the form HOST:PORT"),
        (["acme", "--type", "tts", *KEY], 2, "Name the model with --model"),
    ],
)
def test_wrong_usage(run: Run, plugin: Path, arguments: list[str], code: int, said: str) -> None:
    done = run("debug", *arguments)
    assert done.code == code
    assert said in done.err


def test_a_provider_that_was_not_generated(run: Run, plugin: Path) -> None:
    shutil.rmtree(plugin / "generated/acme")
    done = run("debug", "acme")
    assert done.code == 2
    assert "Run: difyspec generate acme" in done.err


def test_says_that_the_spec_changed(run: Run, plugin: Path) -> None:
    done = run("debug", "acme", *KEY, "--message", "x")
    assert "the spec changed since the plugin was generated" in done.err


def test_connecting_to_a_dify(run: Run, plugin: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        host, port = listening.getsockname()
        done = run("debug", "acme", "--connect", f"{host}:{port}", "--key", "k1")
        assert (done.code, done.out) == (0, f"{host}:{port} k1\n")
        assert f"connecting acme to {host}:{port}" in done.err
        done = run("debug", "acme", "--connect", f"{host}:{port}", "--key", "refused")
        assert done.code == Refused.exit_code
        assert "The plugin ended with code 1: see above." in done.err


def test_connecting_to_where_nobody_is(run: Run, plugin: Path) -> None:
    done = run("debug", "acme", "--connect", "127.0.0.1:1", "--key", "refused")
    assert done.code == Refused.exit_code
    assert "There is no connection to 127.0.0.1:1: connection refused." in done.err
    assert "connecting" not in done.err
    done = run("debug", "acme", "--connect", "no-such-host.invalid:5003", "--key", "k")
    assert done.code == Refused.exit_code
    assert "There is no connection to no-such-host.invalid:5003: " in done.err


def test_dependencies_that_are_missing_need_uv(run: Run, plugin: Path) -> None:
    project = plugin / "generated/acme/pyproject.toml"
    project.write_text("[project]\nname = 'acme'\ndependencies = ['no-such-distribution==1']\n")
    done = run("debug", "acme", *KEY)
    assert done.code == 2
    assert "no-such-distribution is not installed, and generated/acme/requirements.txt is missing" in done.err
    (plugin / "generated/acme/requirements.txt").write_text("no-such-distribution==1\n")
    done = run("debug", "acme", *KEY, PATH="", UV="", HOME=str(plugin))
    assert done.code == 2
    assert "the plugin runs in " in done.err
    assert "uv is needed" in done.err or "could not be made" in done.err
