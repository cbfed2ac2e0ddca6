"""The files around a plugin's code."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import Any

import pytest
from difyspec.diagnostics.wording import joined
from difyspec.emit.project.difyignore import emit_difyignore
from difyspec.emit.project.main import emit_main, longest_request
from difyspec.emit.project.markdown import code, link, prose, table
from difyspec.emit.project.privacy import emit_privacy, servers
from difyspec.emit.project.pyproject import emit_pyproject, toml_string
from difyspec.emit.project.readme import emit_readme
from difyspec.emit.project.requirements import emit_requirements
from difyspec.provider.expressions import Else, Path, Root, Template, constant
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider, SpecFile
from difyspec.provider.transport import Connection, HookRef, Protocol, Timeout, Transport, TypeTransport
from difyspec.provider.values import text
from hypothesis import given
from hypothesis import strategies as st

from tests.emit import sample

CJK = re.compile(r"[\u2E80-\uA4CF\uAC00-\uD7FF\uF900-\uFAFF\uFF00-\uFFEF]")


def with_connection(connection: Connection, types: tuple[TypeTransport, ...] = ()) -> Provider:
    return replace(sample.provider(), transport=Transport(connection, types))


# ---- main.py --------------------------------------------------------------------------------------------------------


def test_main_starts_the_plugin() -> None:
    ((path, written),) = emit_main(sample.provider())
    assert path == "main.py"
    assert "Plugin(DifyPluginEnv(MAX_REQUEST_TIMEOUT=450))" in written
    compile(written, path, "exec")


@pytest.mark.parametrize(
    ("timeout", "seconds"),
    [
        (Timeout(), 300),
        (Timeout(read=sample.number("60")), 300),
        (Timeout(read=sample.number("900.5")), 901),
        (Timeout(connect=sample.number("900"), total=sample.number("600")), 600),
        (Timeout(read=Path(Root.CRED, "wait")), 450),
        (Timeout(read=Else(Path(Root.CRED, "api_key"), sample.number("700"))), 700),
        (Timeout(read=text("often")), 300),
    ],
)
def test_the_longest_request(timeout: Timeout, seconds: int) -> None:
    assert longest_request(with_connection(Connection(timeout=constant(timeout)))) == seconds


def test_types_have_timeouts_too() -> None:
    slow = Connection(timeout=constant(Timeout(read=sample.number("1000"))))
    part = TypeTransport("tts", constant(sample.transport().types[0].protocol.cases[0].then), connection=slow)
    assert longest_request(with_connection(Connection(), (part,))) == 1000


# ---- pyproject.toml and requirements.txt ----------------------------------------------------------------------------


def test_pyproject() -> None:
    base = sample.provider(sample.hurting)
    ((_, written),) = emit_pyproject(replace(base, dependencies=("tiktoken>=0.9,<1", "x; python_version > '3'")))
    project = tomllib.loads(written)["project"]
    assert (project["name"], project["version"], project["requires-python"]) == ("acme", "0.1.0", ">=3.12")
    assert project["dependencies"] == ["dify_plugin>=0.10,<0.11", "tiktoken>=0.9,<1", "x; python_version > '3'"]
    assert project["description"] == " ".join(sample.hurting("Acme's models").split())


@given(st.text())
def test_toml_strings(value: str) -> None:
    assert tomllib.loads(f"x = {toml_string(value)}") == {"x": value}


def test_requirements_are_the_shipped_lock() -> None:
    base = sample.provider()
    lock = "a==1 \\\n    --hash=sha256:0\n"
    assert dict(emit_requirements(base, lock)) == {
        "requirements.txt": f"# generated from spec/acme; do not edit\n{lock}"
    }
    assert not list(emit_requirements(replace(base, dependencies=("tiktoken",)), lock))
    assert not list(emit_requirements(replace(base, files=(SpecFile("uv.lock", "files/uv.lock"),)), lock))


def test_what_is_not_packed() -> None:
    ((_, written),) = emit_difyignore(sample.provider())
    lines = written.splitlines()
    assert {"/tests/", "__pycache__/", "/.difyspec.lock", ".env"} <= set(lines)


# ---- README.md and PRIVACY.md ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [sample.same, sample.hurting])
def test_the_readme_is_english_outside_of_code(words: sample.Words) -> None:
    for emitter in (emit_readme, emit_privacy):
        ((_, written),) = emitter(sample.provider(words))
        assert not CJK.search(re.sub(r"(`+).*?\1", "", written))
        assert "generated from spec/acme; do not edit" in written


def test_tables_have_their_columns_whatever_the_texts_are() -> None:
    ((_, written),) = emit_readme(sample.provider(sample.hurting))
    tables = [block.splitlines() for block in re.findall(r"(?:^\|.*\n)+", written, re.MULTILINE)]
    widths = [{len(re.findall(r"(?<!\\)\|", row)) - 1 for row in table} for table in tables]
    assert all(len(width) == 1 for width in widths)
    assert {6, 4} <= set.union(*widths)


def test_a_table_is_without_the_columns_that_say_nothing() -> None:
    assert table(("A", "B", "C"), [("a", "", "c"), ("d", "", "")]) == "| A | C |\n| --- | --- |\n| a | c |\n| d |  |"


def test_a_model_that_is_added_has_the_servers_name_unless_a_field_asks_for_that() -> None:
    ((_, written),) = emit_readme(with_connection(Connection()))
    assert "under the name that it has there" in written
    uid = Connection(wire_name=constant(Path(Root.CRED, "uid")))
    ((_, shared),) = emit_readme(with_connection(uid))
    assert "under a name of your choice" in shared
    parts = [TypeTransport(one, sample.transport().types[0].protocol, connection=uid) for one in ("llm", "rerank")]
    ((_, own),) = emit_readme(with_connection(Connection(), tuple(parts)))
    assert "under a name of your choice" in own
    ((_, one),) = emit_readme(with_connection(Connection(), tuple(parts[:1])))
    assert "under the name that it has there" in one


def test_the_readme_shows_models_prices_and_fields() -> None:
    ((_, written),) = emit_readme(sample.provider())
    assert "| `acme/b` | 8,192 | `tool-call`, `vision` | 0.10 / 0.40 USD per 1M tokens |" in written
    assert "`old`" not in written
    assert "| Wait | `wait` | number | yes | `450` |  |" in written
    assert "- rerank models" in written
    assert "[Get a key](https://acme.example/keys?a=%28b%29)" in written


def test_a_readme_without_forms_models_or_help() -> None:
    base = sample.provider()
    forms = replace(base.forms, provider=None, model=())
    bare = replace(base, forms=forms, help=None, catalogues=(), manifest=replace(base.manifest, repo=None))
    ((_, written),) = emit_readme(bare)
    assert "3. Choose **Add Model**" in written
    assert not {"## Credentials", "## Models", "More:", "Source:"} & set(re.findall(r"^.*?$", written, re.MULTILINE))
    assert "\n\n\n" not in written


SERVER = Path(Root.CRED, "server_url")


def test_privacy_names_every_server() -> None:
    assert servers(sample.provider()) == [
        "the server whose address you enter as **Server URL**",
        "`https://api.acme.example`, where that is left empty",
        "`https://<region>.acme.example`, where `<region>` is what you enter as **Region**",
    ]
    ((_, written),) = emit_privacy(sample.provider())
    assert "**API Key**" in written
    assert "No identifier of the user is sent." in written
    assert "`hooks.py`" in written
    assert "\n\n\n" not in written


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        ((SERVER, "/us/v1"), ["the server whose address you enter as **Server URL**"]),
        (
            (Else(SERVER, text("https://api.acme.example/v1")), "/us"),
            [
                "the server whose address you enter as **Server URL**",
                "`https://api.acme.example`, where that is left empty",
            ],
        ),
        (("https://api.acme.example/v1/", Path(Root.MODEL)), ["`https://api.acme.example`"]),
        (("https://", Path(Root.MODEL), ".acme.example/x"), ["`https://<model>.acme.example`"]),
        (
            ("https://", SERVER, ".acme.example/", SERVER),
            ["`https://<server_url>.acme.example`, where `<server_url>` is what you enter as **Server URL**"],
        ),
    ],
)
def test_privacy_tells_the_host_from_the_path(parts: tuple[Any, ...], named: list[str]) -> None:
    endpoint = constant(Template(parts))
    assert servers(with_connection(Connection(endpoint=endpoint), ())) == named


def test_privacy_speaks_of_images_only_where_they_are_sent() -> None:
    hook = HookRef("look")
    plain = TypeTransport("rerank", constant(Protocol.JINA_RERANK))
    for part, images in ((plain, False), (replace(plain, media=hook), True)):
        provider = replace(with_connection(Connection(), (part,)), model_types=(ModelType.RERANK,))
        ((_, written),) = emit_privacy(provider)
        assert ("and images where a model takes them" in written) is images


def test_privacy_without_an_address() -> None:
    chat = TypeTransport("llm", sample.transport().types[0].protocol)
    ((_, written),) = emit_privacy(with_connection(Connection(), (chat,)))
    assert "hand-written parts of this plugin choose" in written
    assert "identifier that Dify has given to the user" in written


# ---- Markdown -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain_text", "plain_text"),
        ("_x_ *y* `z`", r"\_x\_ \*y\* \`z\`"),
        ("a | b\nc", r"a \| b c"),
        ("# no", r"\# no"),
        ("1. no", r"1\. no"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("汉字", "`汉字`"),
    ],
)
def test_prose(value: str, written: str) -> None:
    assert prose(value) == written


def test_code_and_links() -> None:
    assert code("a`b") == "``a`b``"
    assert code("`a") == "`` `a ``"
    assert code("") == ""
    assert link("a]b", "https://x.example/a b(c)\n") == r"[a\]b](https://x.example/a%20b%28c%29)"
    assert [joined(list("abc"[:count])) for count in range(4)] == ["", "a", "a and b", "a, b and c"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_prose_stays_on_one_line_and_in_its_cell(value: str) -> None:
    assert len(prose(value).splitlines()) <= 1
    assert not re.search(r"(?<!\\)\|", prose(value).replace("\\\\", ""))
