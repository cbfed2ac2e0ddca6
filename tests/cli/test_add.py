"""``add model``: a line in a spec that compiles, or nothing at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from difyspec.cli.adding.resembling import resembles

from tests.support.commands import Run

SPEC = "spec/acme/provider.yaml"
HEAD = """\
spec: 1
provider: acme
label: Acme
plugin: {author: acme, version: 0.1.0, created_at: '2026-11-20T08:00:00Z'}
credentials: {provider: [api_key]}  # all it takes

transport:
  endpoint: https://acme.example/v1
  auth: {bearer: $(cred.api_key)}
  llm: openai.chat
"""
MODELS = """\
# facts from the vendor's list
models:
  llm:
    pricing: USD per 1M
    profiles:
      chat: {mode: chat, context_size: 8192, features: [tool-call], parameters: [temperature, max_tokens]}
    predefined:
      - acme-large: {use: chat, max_tokens: 4096, price: 0.10/0.40}   # the first one
      # the small ones
      - acme-mini:  {use: chat, max_tokens: 2048, price: 0.01/0.04}
"""
BEST = ("--use", "chat", "--max-tokens", "8192", "--price", "0.2/0.8")


@pytest.fixture
def spec(project: Path) -> Path:
    """A spec in two files."""
    folder = project / "spec/acme"
    folder.mkdir(parents=True)
    (folder / "provider.yaml").write_text(HEAD, "utf-8")
    (folder / "models.yaml").write_text(MODELS, "utf-8")
    (folder / "icon.svg").write_bytes((Path(__file__).parents[2] / "spec/openllm/icon.svg").read_bytes())
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_one_line_and_what_it_comes_to(run: Run, spec: Path) -> None:
    before = contents(spec)
    done = run("add", "model", "acme", "llm", "acme-max", *BEST, "--feature", "+vision")
    assert done.code == 0
    line = "      - acme-max:   {use: chat, max_tokens: 8192, price: 0.2/0.8, features: [+vision]}"
    after = contents(spec)
    assert after.pop("models.yaml").decode() == MODELS + line + "\n"
    before.pop("models.yaml")
    assert after == before
    place = "spec/acme/models.yaml:11"
    assert done.out.startswith(f"{place}: added {line.removeprefix('      - ')}\n\nacme / llm / acme-max  {place}\n")
    assert "max_tokens   {default: 64, min: 1, max: 8192}" in done.out
    assert done.err == "difyspec generate acme writes its files\n"
    assert "acme-max" in run("show", "acme").out


@pytest.mark.parametrize(
    ("arguments", "line"), [(("--after", "acme-large"), 9), (("--before", "acme-mini"), 9), (("--first",), 8)]
)
def test_places(here: Run, spec: Path, arguments: tuple[str, ...], line: int) -> None:
    assert here("add", "model", "acme", "llm", "acme-max", "--use", "chat", *arguments).code == 0
    lines = (spec / "models.yaml").read_text("utf-8").splitlines()
    assert lines.pop(line - 1) == "      - acme-max:   {use: chat}"
    assert lines == MODELS.splitlines()


def test_a_dry_run_shows_the_change(here: Run, spec: Path) -> None:
    before = contents(spec)
    done = here("add", "model", "acme", "llm", "acme-max", *BEST, "--dry-run")
    assert done.code == 0
    assert contents(spec) == before
    assert "+      - acme-max:   {use: chat, max_tokens: 8192, price: 0.2/0.8}" in done.out.splitlines()
    assert [line for line in done.out.splitlines() if line.startswith("-")] == ["--- spec/acme/models.yaml"]


REFUSED = [
    (("acm", "llm", "x"), 2, "There is no spec 'acm' in 'spec'. Did you mean 'acme'?"),
    (("acme", "llm", "acme-mini"), 2, "The llm model 'acme-mini' is there already, at spec/acme/models.yaml:10."),
    (("acme", "llm", "x", "--use", "chta"), 2, "There is no profile 'chta' for llm models. Did you mean 'chat'?"),
    (("acme", "llm", "x", "--use", "zz"), 2, "There is no profile 'zz' for llm models. There are: chat."),
    (("acme", "llm", "x", "--after", "acme-lrge"), 2, "Did you mean 'acme-large'?"),
    (("acme", "llm", "x", "--label", "a", "--label", "b", "--label", "c"), 2, "one label, or two"),
    (("acme", "lm", "x"), 2, "'lm' is not one of"),
    (("acme", "llm", " x"), 2, "a model's id has no blanks around it"),
    (("acme", "llm", "x", "--price", "free"), 2, "'free' is not a price such as '0.05/0.08'"),
    (("acme", "llm", "x", "--context-size", "128K"), 2, "write 128000 or 131072"),
    (("acme", "llm", "x", "--max-tokens", "0"), 2, "'0' is not a whole number above 0"),
    (("acme", "llm", "x", "--feature", "+vision", "--feature", "video"), 2, "either all features have a sign"),
    (("acme", "llm", "x", "--set", "max_chunk=1"), 2, "A model has no column 'max_chunk'. Did you mean 'max_chunks'?"),
    (("acme", "llm", "x", "--set", "mode"), 2, "'mode' is not of the form COLUMN=YAML"),
    (("acme", "llm", "x", "--set", "mode=chat, x: 1"), 2, "is not one value in YAML"),
    (("acme", "llm", "x", "--set", "price=1"), 2, "'price' has an option of its own: --price."),
    (("acme", "llm", "x", "--first", "--after", "acme-mini"), 2, "exclude each other"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), REFUSED)
def test_what_cannot_be_added(here: Run, spec: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    before = contents(spec)
    done = here("add", "model", *arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert contents(spec) == before


FAILING = [
    (("llm", "x", "--use", "chat", "--feature", "+tool-call"), "D401", "      - x:"),
    (("llm", "x", "--use", "chat", "--feature", "vison"), "D209", "vison"),
    (("llm", "x"), "D314", "has no `mode`"),
    (("tts", "x", "--price", "1"), "D226", "tts"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), FAILING)
def test_what_does_not_compile_is_not_written(
    here: Run, spec: Path, arguments: tuple[str, ...], code: str, said: str
) -> None:
    before = contents(spec)
    done = here("add", "model", "acme", *arguments)
    assert done.code == 1
    assert f"error {code}" in done.out
    assert said in done.out
    assert done.err == "nothing was written\n"
    assert contents(spec) == before


def test_a_finding_about_the_new_line_only(here: Run, spec: Path) -> None:
    (spec / "models.yaml").write_text(MODELS.replace("max_tokens: 2048", "context_size: 8192"), "utf-8")
    done = here("add", "model", "acme", "llm", "acme-max", "--use", "chat", "--context-size", "8192")
    assert done.code == 0
    assert "1 warning in 1 file" not in done.out, "the old one says the same, word for word"
    done = here("add", "model", "acme", "llm", "acme-other", "--use", "chat", "--feature", "tool-call")
    assert "warning D409: this `features` is what is inherited anyway" in done.out
    assert "1 warning in 1 file" in done.out


def test_old_errors_stop_it(here: Run, spec: Path) -> None:
    (spec / "provider.yaml").write_text(HEAD.replace("bearer", "beerer"), "utf-8")
    done = here("add", "model", "acme", "llm", "acme-max", "--use", "chat")
    assert done.code == 1
    assert "beerer" in done.out
    assert (spec / "models.yaml").read_text("utf-8") == MODELS


def test_nearly_the_same_is_said(here: Run, spec: Path) -> None:
    done = here("add", "model", "acme", "llm", "Acme_Mini", "--use", "chat", "--dry-run")
    assert done.code == 0
    assert done.err == "note: 'Acme_Mini' is nearly 'acme-mini', which is there already (spec/acme/models.yaml:10)\n"


@pytest.mark.parametrize(
    ("new", "old", "near"),
    [
        ("gpt-4o", "gpt-4", False),
        ("gpt-5", "gpt-4", False),
        ("gpt_4", "gpt-4", True),
        ("GPT-4", "gpt-4", True),
        ("claude-sonet", "claude-sonnet", True),
        ("claude-sonnet-2", "claude-sonnet-1", False),
        ("claude-opus", "claude-sonnet", False),
        ("tts", "tta", False),
    ],
)
def test_what_resembles(new: str, old: str, near: bool) -> None:
    assert resembles(new, old) is near


def test_the_file_keeps_its_mark_its_mode_and_its_link(here: Run, spec: Path, project: Path) -> None:
    elsewhere = spec / "real.txt"
    elsewhere.write_bytes(b"\xef\xbb\xbf" + MODELS.replace("\n", "\r\n").encode())
    elsewhere.chmod(0o640)
    (spec / "models.yaml").unlink()
    (spec / "models.yaml").symlink_to("real.txt")
    assert here("add", "model", "acme", "llm", "acme-max", "--use", "chat").code == 0
    assert (spec / "models.yaml").is_symlink()
    line = "      - acme-max:   {use: chat}\r\n"
    assert elsewhere.read_bytes() == b"\xef\xbb\xbf" + (MODELS.replace("\n", "\r\n") + line).encode()
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o640
    assert sorted(path.name for path in spec.iterdir()) == ["icon.svg", "models.yaml", "provider.yaml", "real.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to(here: Run, spec: Path) -> None:
    spec.chmod(0o555)
    try:
        done = here("add", "model", "acme", "llm", "acme-max", "--use", "chat")
    finally:
        spec.chmod(0o755)
    assert done.code == 1
    assert "cannot be written: permission denied" in done.err


def test_a_spec_that_new_wrote(here: Run, acme: Path) -> None:
    assert here("fmt", "acme").code == 0
    done = here("add", "model", "acme", "llm", "acme-next", "--use", "chat", "--context-size", "8192")
    assert done.code == 0, done.out + done.err
    assert "      - acme-next: {use: chat, context_size: 8192}\n" in (acme / SPEC).read_text("utf-8")
    assert here("fmt", "--check", "acme").code == 0, "it is written as fmt would write it"


def test_other_columns(here: Run, spec: Path) -> None:
    given = ("--set", "mode=chat", "--set", "parameters=[temperature, top_p: {max: 0.5}]", "--deprecated")
    done = here("add", "model", "acme", "llm", "old", "--label", "Old, but good", "--label", "旧", *given)
    assert done.code == 0, done.out + done.err
    written = (spec / "models.yaml").read_text("utf-8").removeprefix(MODELS)
    columns = "label: ['Old, but good', 旧], mode: chat, parameters: [temperature, top_p: {max: 0.5}], deprecated: true"
    assert written == f"      - old:        {{{columns}}}\n"


def test_a_first_model_of_a_type(here: Run, spec: Path) -> None:
    (spec / "provider.yaml").write_text(HEAD + "  text-embedding: openai.embeddings\n", "utf-8")
    given = ("--context-size", "8192", "--set", "max_chunks=32", "--source", "https://acme.example/?models")
    done = here("add", "model", "acme", "text-embedding", "embed", *given)
    assert done.code == 0, done.out + done.err
    line = "{context_size: 8192, max_chunks: 32, source: 'https://acme.example/?models'}"
    made = f"  text-embedding:\n    predefined:\n      - embed: {line}\n"
    assert (spec / "models.yaml").read_text("utf-8") == MODELS + made
