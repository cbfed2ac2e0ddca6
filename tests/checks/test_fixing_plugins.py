"""``check --fix`` on whole plugins: fifty published ones, and one with everything that files can be."""

from __future__ import annotations

import difflib
import shutil
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from difyspec.checks import check_folder, check_layout
from difyspec.diagnostics import Finding, Severity
from difyspec.layout import layout_of
from difyspec.source import open_folder
from difyspec.source.comments import comments
from difyspec.source.foreign import read_foreign

from tests.checks.archive import BASE
from tests.checks.test_command import run, write

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
PLUGINS = sorted(path.name for path in CORPUS.iterdir() if path.is_dir()) if CORPUS.is_dir() else []
needs_corpus = pytest.mark.skipif(not PLUGINS, reason="needs ../shared/corpus, which is not here")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def errors(findings: list[Finding]) -> Counter[str]:
    return Counter(one.code for one in findings if one.severity is Severity.ERROR)


def remarks(data: bytes) -> Counter[str]:
    text = data.decode("utf-8-sig")
    return Counter(one.text for one in comments(text, read_foreign("", text)[0]))


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All published plugins, writable."""
    folder = tmp_path_factory.mktemp("plugins")
    for name in PLUGINS:
        shutil.copytree(CORPUS / name, folder / name, copy_function=shutil.copyfile)
    for path in folder.rglob("*"):
        path.chmod(stat.S_IRWXU if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR)
    return folder


@needs_corpus
@pytest.mark.parametrize("flags", [["--fix"], ["--fix", "--unsafe-fixes"]], ids=["safe", "unsafe"])
def test_published_plugins(flags: list[str], copies: Path) -> None:
    before = {name: check_folder(open_folder(copies / name)) for name in PLUGINS}
    old = contents(copies)
    shown = run("check", *PLUGINS, "--diff", *flags[1:], cwd=copies)
    assert contents(copies) == old
    ran = run("check", *PLUGINS, *flags, cwd=copies)
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False), ran.stderr
    new = contents(copies)
    assert new.keys() == old.keys()
    assert old != new
    for name in PLUGINS:
        after = check_folder(open_folder(copies / name))
        assert not errors(after) - errors(before[name]), name
        left = [str(one.span) for one in after if one.fix is not None and (one.fix.safe or len(flags) > 1)]
        assert left == []
        assert layout_of(open_folder(copies / name)).model_names == layout_of(open_folder(CORPUS / name)).model_names
    differing = [name for name in new if new[name] != old[name]]
    for name in differing:
        assert not remarks(old[name]) - remarks(new[name]), name
        assert shown.stdout.count(f"--- a/{name}\n") == 1
    assert shown.stdout.count("\n--- a/") + shown.stdout.startswith("--- a/") == len(differing)
    touched = sum(
        line[:1] in "+-" and line[:3] not in ("+++", "---")
        for name in differing
        for line in difflib.unified_diff(old[name].decode().splitlines(), new[name].decode().splitlines(), lineterm="")
    )
    assert touched < 8 * sum(len(found) for found in before.values())
    again = run("check", *PLUGINS, *flags, cwd=copies)
    assert contents(copies) == new
    assert (again.stdout, again.returncode) == (ran.stdout, 0)


CHAT = "models/llm/acme-chat.yaml"
EMPTY = b"label:\n  en_US: Acme Chat\n  zh_Hans:  # to do\n"


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """A plugin with a translation that is empty."""
    files = BASE.files | {CHAT: BASE.files[CHAT].replace(b"label:\n  en_US: Acme Chat\n", EMPTY)}
    return write(tmp_path / "acme", files)


def test_what_is_said_and_how_it_ends(plugin: Path) -> None:
    file = plugin / CHAT
    old = file.read_bytes()
    ran = run("check", "acme", cwd=plugin.parent)
    assert ran.stdout.endswith("1 fixable with --fix\n")
    shown = run("check", "acme", "--diff", cwd=plugin.parent)
    assert (shown.returncode, shown.stderr) == (1, "would fix 1 finding in 1 file\n")
    assert "-  zh_Hans:  # to do\n+  # to do\n" in shown.stdout
    assert file.read_bytes() == old
    ran = run("check", "acme", "--fix", cwd=plugin.parent)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "no findings: acme\n", "fixed 1 finding in 1 file\n")
    assert file.read_bytes() == old.replace(b"  zh_Hans:  # to do\n", b"  # to do\n")
    shown = run("check", "acme", "--diff", cwd=plugin.parent)
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, "", "")


def test_unsafe_fixes_are_only_made_when_asked_for(plugin: Path) -> None:
    file = plugin / CHAT
    file.write_bytes(BASE.files[CHAT].replace(b"tool-call,", b"stream-tool-call,"))
    assert run("check", "acme", cwd=plugin.parent).stdout.endswith("1 fixable with --fix --unsafe-fixes\n")
    ran = run("check", "acme", "--fix", cwd=plugin.parent)
    assert ran.stderr == "fixed 0 findings (1 more with --unsafe-fixes)\n"
    assert b"[stream-tool-call" in file.read_bytes()
    assert run("check", "acme", "--diff", cwd=plugin.parent).returncode == 0
    assert run("check", "acme", "--fix", "--unsafe-fixes", cwd=plugin.parent).stdout == "no findings: acme\n"
    assert b"[tool-call, stream-tool-call" in file.read_bytes()


def test_line_ends_marks_and_modes_stay(plugin: Path) -> None:
    file = plugin / CHAT
    data = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(data)
    file.chmod(0o640)
    run("check", "acme", "--fix", cwd=plugin.parent)
    assert file.read_bytes() == data.replace(b"  zh_Hans:  # to do\r\n", b"  # to do\r\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []


def test_read_only_files_stay_as_they_are(plugin: Path) -> None:
    file = plugin / CHAT
    old = file.read_bytes()
    file.chmod(0o444)
    ran = run("check", "acme", "--fix", cwd=plugin.parent)
    assert ran.returncode == 1
    assert f"error D617: `acme/{CHAT}` was not fixed: it is read-only" in ran.stdout
    assert (file.read_bytes(), "Traceback" in ran.stderr) == (old, False)


def test_links_are_followed_within_the_plugin_only(plugin: Path) -> None:
    file, inside, outside = plugin / CHAT, plugin / "shared.yaml", plugin.parent / "outside.yaml"
    old = file.read_bytes()
    file.rename(inside)
    file.symlink_to(inside)
    ran = run("check", "acme", "--fix", cwd=plugin.parent)
    assert (ran.returncode, file.is_symlink()) == (0, True)
    assert inside.read_bytes() == old.replace(b"  zh_Hans:  # to do\n", b"  # to do\n")
    outside.write_bytes(old)
    file.unlink()
    file.symlink_to(outside)
    ran = run("check", "acme", "--fix", cwd=plugin.parent)
    assert "Traceback" not in ran.stderr
    assert outside.read_bytes() == old


def test_what_cannot_be_made_is_said(plugin: Path) -> None:
    file = plugin / CHAT
    text = "label: &name\n  en_US: Acme Chat\n  zh_Hans:\nother: *name\n"
    file.write_bytes(BASE.files[CHAT].replace(b"label:\n  en_US: Acme Chat\n", text.encode()))
    old = file.read_bytes()
    ran = run("check", "acme", "--fix", cwd=plugin.parent)
    assert "warning D616: D960 cannot be fixed here: the file would not say what it should" in ran.stdout
    assert file.read_bytes() == old


def test_suppressed_findings_are_not_fixed(plugin: Path) -> None:
    file = plugin / CHAT
    file.write_bytes(file.read_bytes().replace(b"# to do", b"# difyspec: ignore[D960] the translator is on holiday"))
    old = file.read_bytes()
    ran = run("check", "acme", "--fix", cwd=plugin.parent)
    assert (ran.returncode, file.read_bytes()) == (0, old)
    assert "fixable" not in ran.stdout


def test_only_what_is_selected_is_fixed(plugin: Path) -> None:
    old = contents(plugin)
    run("check", "acme", "--fix", "--ignore", "D960", cwd=plugin.parent)
    assert contents(plugin) == old


def test_files_that_a_spec_was_compiled_to_stay(plugin: Path) -> None:
    (plugin / ".difyspec.lock").write_text("{}")
    old = contents(plugin)
    ran = run("check", "acme", "--fix", cwd=plugin.parent)
    assert "acme was generated by difyspec: fix its spec" in ran.stderr
    assert contents(plugin) == old


def test_a_fix_that_would_make_things_worse_is_not_made(plugin: Path) -> None:
    """`feature` was meant to be `features`, with which a word would count that no loader knows."""
    file = plugin / CHAT
    file.write_bytes(BASE.files[CHAT].replace(b"features: [tool-call, vision]", b"feature: [tool-calling]"))
    old = file.read_bytes()
    ran = run("check", "acme", "--fix", "--unsafe-fixes", cwd=plugin.parent)
    assert "D616: D831 cannot be fixed here: it would bring new errors (D803)" in ran.stdout
    assert (ran.returncode, file.read_bytes()) == (0, old)


def test_thousands_of_fixes_end_in_time(plugin: Path) -> None:
    more = b"".join(f"k{number}: {number}\n".encode() for number in range(90))
    models = {plugin / CHAT.replace(".yaml", f"-{number}.yaml"): f"acme-{number}".encode() for number in range(40)}
    plain = {path: BASE.files[CHAT].replace(b"acme-chat", name, 1) for path, name in models.items()}
    for path, content in plain.items():
        path.write_bytes(content + more)
    run("check", "acme", "--fix", "--unsafe-fixes", cwd=plugin.parent)
    assert {path: path.read_bytes() for path in plain} == plain


def test_a_misspelt_spec(tmp_path: Path) -> None:
    text = """spec: 1
provider: acme
label: Acme
description: The models of Acme.  # in two languages one day
plugin: {author: acme, version: 0.1.0, created_at: '2025-01-31T12:00:00Z'}
credentals: {provider: [api_key]}
models:
  llm:
    pricing: USD per 1K
    profiles:
      chat: {mode: chat, features: [tool-cal], parameters: [top_p, max_tokens]}
    predefined:
      - acme-chat: {use: chatt, context_size: 8192, max_tokens: {default: 512, max: 4096}, deprecated: yes}
transport: {endpoint: 'https://api.acme.com/v1', auth: {bearer: $(cred.api_key)}, llm: openai.chat}
"""
    write(tmp_path / "acme", {"provider.yaml": text.encode(), "icon.svg": BASE.files["_assets/icon.svg"]})
    ran = run("check", "acme", cwd=tmp_path)
    assert ran.returncode == 1
    assert "with --unsafe-fixes" in ran.stdout
    ran = run("check", "acme", "--fix", cwd=tmp_path)
    assert (tmp_path / "acme/provider.yaml").read_text() == text.replace("deprecated: yes", "deprecated: true")
    ran = run("check", "acme", "--fix", "--unsafe-fixes", cwd=tmp_path)
    expected = text.replace("credentals", "credentials").replace("tool-cal]", "tool-call]").replace("chatt,", "chat,")
    assert (tmp_path / "acme/provider.yaml").read_text() == expected.replace("deprecated: yes", "deprecated: true")
    assert ran.returncode == 0, ran.stdout


def test_checking_without_fixes_is_the_same(plugin: Path) -> None:
    layout = layout_of(open_folder(plugin))
    assert [one.code for one in check_layout(layout)] == ["D960"]


@pytest.mark.parametrize("breaks", [b"\n", b"\r\n"])
def test_what_is_shown_can_be_applied(breaks: bytes, plugin: Path) -> None:
    for path in plugin.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", breaks))
    (plugin / CHAT).write_bytes(
        (plugin / CHAT).read_bytes().replace(b"pricing:", b"features: [vision]" + breaks + b"pricing:")
    )
    position = plugin / "models/llm/_position.yaml"
    position.write_bytes(b"- acme-gone" + breaks + b"- acme-chat")
    command = [sys.executable, "-m", "difyspec.cli", "check", "acme", "--diff", "--unsafe-fixes"]
    shown = subprocess.run(command, cwd=plugin.parent, capture_output=True).stdout
    copy = plugin.parent / "copy" / "acme"
    shutil.copytree(plugin, copy)
    subprocess.run(["git", "apply", "-p1", "-"], input=shown, cwd=copy.parent, check=True, capture_output=True)
    run("check", "acme", "--fix", "--unsafe-fixes", cwd=plugin.parent)
    assert contents(copy) == contents(plugin)
    assert position.read_bytes() == b"- acme-chat"
