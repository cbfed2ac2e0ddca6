"""Every value is shown, as it is, with the place where it was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from difyspec.cli.showing import Asked
from difyspec.provider.values import DataList, DataMap, Kind, Scalar, integer, text
from difyspec.report.effective.attributes import RULE
from difyspec.report.effective.layered import data_of
from difyspec.report.effective.models import model_blocks
from difyspec.report.effective.pages import model_page
from difyspec.report.effective.plain import Style, one_line, plain
from difyspec.report.effective.provider_page import provider_page
from difyspec.report.effective.rows import By, Page, Row

from tests.report.specs import AZURE, ROOT, folder, pages, row, rows, view

SPECS = [
    *sorted(path.parent for path in (ROOT / "spec").glob("*/provider.yaml")),
    *sorted(ROOT.glob("tests/cases/*/spec")),
]


def all_pages(spec: Path) -> list[Page]:
    """The page of a provider, and that of each model it has."""
    found = view(spec)
    models = [one for each in found.provider.catalogues for one in (*each.predefined, *each.base)]
    return [provider_page(found), *(model_page(one, found) for one in models)]


def words(row: Row) -> Iterator[str]:
    """What must stand at the place of a value: its text, or the name of what is there."""
    value = row.value
    if isinstance(value, Scalar) and value.kind is not Kind.BOOL and not row.verbatim and "$(" not in value.text:
        yield from value.text.splitlines()[:1]
    if isinstance(value, DataList):
        yield from (one.text for one in value.items[:1] if isinstance(one, Scalar))


@pytest.mark.parametrize("spec", SPECS, ids=lambda path: path.parent.name if path.name == "spec" else path.name)
def test_what_is_shown_stands_where_it_says(spec: Path) -> None:
    count = 0
    for page in all_pages(spec):
        for block in page.blocks:
            for one in block.rows:
                span = one.origin.span
                if span is None or block.title in ("price", "files") or one.path in (("label",), ("description",)):
                    continue
                line = Path(span.file).read_text("utf-8").splitlines()[span.line - 1]
                missing = [word for word in words(one) if word.replace("'", "''") not in line and word not in line]
                computed = "\\" in line or "$(" in line
                assert computed or not missing, (page.name, one)
                count += 1
    assert count > 20


@pytest.mark.parametrize("spec", SPECS, ids=lambda path: path.parent.name if path.name == "spec" else path.name)
def test_everything_about_a_model_is_shown(spec: Path) -> None:
    found = view(spec)
    for model in (one for each in found.provider.catalogues for one in (*each.predefined, *each.base)):
        blocks = {block.title: block.rows for block in model_blocks(model, found)}
        values = {(title, one.path): one.value for title, every in blocks.items() for one in every}
        for name, data in model.properties or ():
            assert values[("properties", (name,))] == data
        for feature in model.features or ():
            assert ("features", (feature.text,)) in values
        for rule in model.parameters or ():
            for attribute in RULE:
                shown = values.get(("parameters", (rule.name, attribute)))
                given = getattr(rule, attribute)
                assert shown == (None if given == DataMap(()) else data_of(given))
        for name in ("input", "output", "unit", "currency") if model.pricing else ():
            assert values.get(("price", (name,))) == getattr(model.pricing, name)
        assert found.places.at(*model.key).by is By.SPEC


def test_nothing_of_a_page_is_lost_as_text() -> None:
    for spec in SPECS:
        for page in all_pages(spec):
            shown = plain([page], Style())
            for block in page.blocks:
                assert f"\n{block.title}\n" in shown
                for one in block.rows:
                    assert str(one.origin) in shown
                    assert one.value is None or one_line(one.value, verbatim=one.verbatim) in shown


@pytest.fixture
def azure(tmp_path: Path) -> Path:
    return folder(tmp_path, AZURE)


def line_of(part: str) -> int:
    (found,) = [number for number, line in enumerate(AZURE.splitlines(), 1) if part in line]
    return found


def test_the_chain_of_a_value(azure: Path) -> None:
    (page,) = pages(azure, "azure", Asked("o1"))
    size = row(page, "properties", "context_size")
    assert (size.value, size.origin.part) == (integer(200000), "model o1")
    assert [(one.value, one.origin.part) for one in size.covered] == [
        (integer(3), "override 1"),
        (integer(2), "profile thinking"),
        (integer(1), "profile chat"),
    ]
    limit = row(page, "parameters", "temperature", "max")
    assert limit.origin.span is not None
    assert limit.origin.span.line == line_of("max: 2.0")
    assert [(str(one.origin), one.value) for one in limit.covered] == [
        ("template: temperature", Scalar(Kind.FLOAT, "1.0"))
    ]
    assert row(page, "parameters", "max_tokens").origin.part == "profile chat"
    assert str(row(page, "parameters", "max_tokens", "type").origin) == "template: max_tokens"


TWICE = """\
spec: 1
provider: azure
label: Azure
plugin: {author: example, version: 0.1.0, icon: icon.svg, created_at: '2026-01-02T03:04:05Z'}
conventions: as_imported
credentials: {provider: [api_key]}
models:
  llm:
    predefined:
      - gpt-4o: {mode: chat, file: a.yaml, context_size: 8192, features: [vision]}
      - gpt-4o: {mode: chat, folder: old, file: a.yaml, context_size: 4096, features: [vision]}
    overrides:
      - {match: gpt-*, max_chunks: 3}
"""


def test_two_models_of_one_id_have_places_of_their_own(tmp_path: Path) -> None:
    found = pages(folder(tmp_path, TWICE), "azure", Asked("gpt-4o"))
    for page, line in zip(found, (10, 11), strict=True):
        shown = [row(page, *path) for path in (("model", "id"), ("properties", "context_size"), ("features", "vision"))]
        assert [one.origin.span.line for one in shown if one.origin.span is not None] == [line] * 3
        (override,) = (block for block in page.blocks if block.title == "overrides")
        assert len(override.rows) == 1


def test_library_and_own_definitions(azure: Path) -> None:
    (page,) = pages(azure, "azure", Asked("o1"))
    default = row(page, "parameters", "reasoning_effort", "default")
    assert (default.value, default.origin.part) == (text("low"), "parameter effort")
    assert str(row(page, "parameters", "reasoning_effort", "options").origin) == "library: reasoning_effort"
    assert str(row(page, "parameters", "reasoning_effort", "required").origin) == "convention"
    (whole,) = pages(azure, "azure")
    assert str(row(whole, "form of a model", "api_key", "label").origin) == "library: api_key"
    assert str(row(whole, "form of a model", "api_key", "form").origin) == "convention"


def test_prices_say_where_their_unit_comes_from(azure: Path) -> None:
    (page,) = pages(azure, "azure", Asked("gpt-4o"))
    assert [row(page, "price", name).origin.part for name in ("input", "unit", "currency")] == [
        "model gpt-4o",
        "pricing",
        "pricing",
    ]
    (page,) = pages(azure, "azure", Asked("o1"))
    assert [row(page, "price", name).origin.part for name in ("input", "unit", "currency")] == ["model o1"] * 3


def test_the_transport_of_a_model(azure: Path) -> None:
    (page,) = pages(azure, "azure", Asked("o1"))
    assert row(page, "transport", "stop").value == text("drop")
    assert row(page, "transport", "endpoint").value == text("$(cred.server_url)/o1")
    assert [(one.when, one.origin.span and one.origin.span.line) for one in rows(page, "transport", "send")] == [
        ("", line_of("drop: [temperature]")),
        ("param.reasoning_effort == low", line_of("drop: [top_p]")),
    ]
    (page,) = pages(azure, "azure", Asked("gpt-4o"))
    assert row(page, "transport", "stop").value == text("send")
    assert len(rows(page, "transport", "send")) == 1


THINKING = """
spec: 1
provider: muse
label: Muse
plugin: {author: acme, version: 0.1.0, created_at: '2026-11-20T08:00:00Z'}
credentials: {provider: [server_url]}
parameters: {thinking: {type: boolean, label: Thinking}}
models:
  llm: {predefined: [muse-1: {mode: chat, context_size: 1, parameters: [top_p, thinking, thinking_budget]}]}
transport:
  endpoint: $(cred.server_url)
  llm:
    protocol: openai.chat
    send:
      - {drop: [seed]}
      - {rename: {thinking_budget: thinking.budget_tokens}}
      - {drop: [n]}
    set: {store: true}
    reasoning: {param: thinking, switch: thinking.type, drop_on: top_p}
"""


def test_steps_about_thinking_stand_where_it_is_said(tmp_path: Path) -> None:
    (page,) = pages(folder(tmp_path, THINKING), "azure", Asked("muse-1"))
    parts = ["drop: [seed]", "param: thinking", "rename:", "drop: [n]", "set:", "param: thinking"]
    lines = [next(n for n, line in enumerate(THINKING.splitlines(), 1) if part in line) for part in parts]
    assert [one.origin.span and one.origin.span.line for one in rows(page, "transport", "send")] == lines


def test_a_copy_of_a_model_that_is_not_known(azure: Path) -> None:
    (page,) = pages(azure, "azure", Asked("mine"))
    assert "$(cred.base_model_name)" in page.remarks[1]
    assert row(page, "features", "video").when == "cred.vision_support"
    assert [one.when for one in rows(page, "properties", "context_size")] == ["cred.vision_support"]
    assert row(page, "parameters", "max_tokens", "max").value == text("$(cred.limit)")
    assert not rows(page, "parameters", "max_tokens", "type")


def test_a_copy_of_a_model_that_is_known(azure: Path) -> None:
    given = {"base_model_name": "o1", "limit": "300", "vision_support": "no_support"}
    (page,) = pages(azure, "azure", Asked("mine", credentials=given))
    assert [one.path for block in page.blocks if block.title == "features" for one in block.rows] == [
        ("agent-thought",)
    ]
    assert row(page, "properties", "context_size").value == integer(200000)
    assert row(page, "parameters", "max_tokens", "max").value == integer(300)
    assert row(page, "price", "currency").value == text("EUR")
    default = row(page, "parameters", "max_tokens", "default")
    assert (default.value, default.covered[0].value) == (integer(300), integer(512)), "it moves to the limit"
    assert row(page, "model", "id").value == text("mine")


def test_a_copy_that_depends_on_more(azure: Path) -> None:
    (page,) = pages(azure, "azure", Asked("mine", credentials={"base_model_name": "gpt-4o"}))
    cases = rows(page, "properties", "context_size")
    assert [(one.value, one.when) for one in cases] == [(integer(7), "cred.vision_support"), (integer(128000), "else")]
    given = {"base_model_name": "gpt-4o", "vision_support": "support"}
    (page,) = pages(azure, "azure", Asked("mine", credentials=given))
    size = row(page, "properties", "context_size")
    assert (size.value, size.covered[0].value) == (integer(7), integer(128000))
    assert row(page, "features", "video").when == ""


def test_a_field_left_empty_reads_as_its_default(azure: Path) -> None:
    given = {"base_model_name": "gpt-4o", "limit": " "}
    (page,) = pages(azure, "azure", Asked("mine", credentials=given))
    assert row(page, "parameters", "max_tokens", "max").value == integer(100)


def test_secrets_are_never_shown(azure: Path) -> None:
    (page,) = pages(azure, "azure", Asked("mine", credentials={"api_key": "sk-secret"}))
    assert "sk-secret" not in plain([page], Style(trace=True))
    assert "$(cred.api_key)" in plain([page], Style())


NAMES = ("a", "ab", "abc", "b")
OVERRIDES = """\
    overrides:
      - {match: a*, context_size: 1, adjust: {temperature: {default: 0.25}}}
      - {match: '*b', features: [+vision], max_tokens: 64}
      - {match: ab, parameters: [+top_k: {after: temperature}], label: Both}
      - {match: b, parameters: [-top_p], unset: [context_size]}
"""
COMPOSED = """\
spec: 1
provider: acme
label: Acme
plugin: {author: acme, version: 0.1.0, created_at: '2026-11-20T08:00:00Z'}
credentials: {provider: [api_key], model: [provider.api_key]}
transport:
  endpoint: https://acme.example/v1
  auth: {bearer: $(cred.api_key)}
  llm: openai.chat
models:
  llm:
    profiles:
      chat:
        mode: chat
        context_size: 8192
        features: [tool-call]
        parameters: [temperature, top_p, max_tokens: {default: 16, min: 1, max: 4096}]
"""


@pytest.mark.parametrize("name", NAMES)
def test_a_model_users_add_is_shown_as_one_of_the_spec_would_be(tmp_path: Path, name: str) -> None:
    listed = "    predefined: [" + ", ".join(f"{one}: {{use: chat}}" for one in NAMES) + "]\n"
    (known,) = pages(folder(tmp_path / "known", COMPOSED + listed + OVERRIDES, "acme"), "acme", Asked(name))
    (added,) = pages(
        folder(tmp_path / "added", COMPOSED + OVERRIDES + "    custom: {use: chat}\n", "acme"), "acme", Asked(name)
    )

    def values(page: Page) -> dict[str, list[object]]:
        shown = (block for block in page.blocks if block.title != "model")
        return {block.title: [(one.path, one.value, one.when) for one in block.rows] for block in shown}

    assert values(added) == values(known)
    assert row(added, "model", "label").value == row(known, "model", "label").value


def test_types_have_pages_of_their_own(azure: Path) -> None:
    assert pages(azure, "azure", Asked("mine", "llm"))[0].name == ("azure", "llm", "mine")
