"""The specs there are: what becomes of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from difyspec.diagnostics import Severity
from difyspec.language import read
from difyspec.provider.expressions import Choice, Else, InGroup, Root
from difyspec.provider.expressions import Path as Tree
from difyspec.provider.forms import FieldType
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider
from difyspec.provider.values import integer, text
from difyspec.resolve import resolve
from difyspec.source import SourceText, SpecFolder, load_file

from tests.resolve.specs import from_folder

ROOT = Path(__file__).parents[2]
SKETCHES = ROOT.parent / "shared" / "sketches"


def clean(folder: str) -> Provider:
    provider, findings = from_folder(ROOT / folder)
    assert findings == ()
    assert provider is not None
    return provider


def test_xinference() -> None:
    provider = clean("spec/xinference")
    assert provider.methods == ("customizable-model",)
    assert [type_.value for type_ in provider.model_types] == ["llm", "text-embedding", "rerank", "speech2text", "tts"]
    assert provider.forms.model is not None
    assert [field.name for field in provider.forms.model] == [
        "server_url",
        "model_uid",
        "api_key",
        "invoke_timeout",
        "max_retries",
    ]
    custom = provider.catalogue(ModelType.LLM).custom
    assert custom is not None
    size = dict(custom.properties)["context_size"]
    assert size.cases[0].then == Else(Tree(Root.DISCOVERED, "context_length"), integer(2048))
    limit = next(one for one in custom.parameters or () if one.rule.name == "max_tokens")
    assert [name for name, _ in limit.dynamic] == ["max"]
    assert limit.rule.max is None
    assert limit.rule.default == integer(512)
    assert provider.catalogue(ModelType.TTS).predefined_paths == ()
    assert [one.target for one in provider.assets] == ["_assets/icon.svg"]


def test_openllm_offers_top_k_by_pattern() -> None:
    custom = clean("spec/openllm").catalogue(ModelType.LLM).custom
    assert custom is not None
    parameters = {one.rule.name: one for one in custom.parameters or ()}
    assert list(parameters) == ["temperature", "top_p", "top_k", "max_tokens", "presence_penalty", "frequency_penalty"]
    assert parameters["top_k"].when == InGroup("offers_top_k")
    assert parameters["temperature"].when is None
    ((name, limit),) = parameters["max_tokens"].dynamic
    assert name == "max"
    assert [(case.when, case.then) for case in limit.cases] == [
        (InGroup("small_context"), integer(2048)),
        (None, integer(8192)),
    ]


def test_guardian() -> None:
    provider = clean("tests/cases/guardian/spec")
    assert provider.methods == ("predefined-model", "customizable-model")
    catalogue = provider.catalogue(ModelType.LLM)
    assert catalogue.predefined_paths == (
        "models/llm/guard-chat.yaml",
        "models/llm/guard-chat-vision.yaml",
        "models/llm/guard-think.yaml",
        "models/llm/guard-think-lite.yaml",
        "models/llm/_position.yaml",
    )
    assert catalogue.position == tuple(text(model.id) for model in catalogue.predefined)
    assert catalogue.position_path == "models/llm/_position.yaml"
    vision = catalogue.predefined[1]
    assert [rule.name for rule in vision.parameters or ()] == ["temperature", "top_p", "top_k", "max_tokens"]
    assert [one.text for one in vision.features or ()] == ["tool-call", "vision"]
    thinking = catalogue.predefined[2]
    assert [rule.name for rule in thinking.parameters or ()][-1] == "reasoning_effort"
    assert provider.transport is not None
    assert provider.validation.provider[0][0] == "llm"


def sketch(name: str) -> tuple[Provider | None, list[str]]:
    """A sketch with the icons and hooks that it asks for, and its errors."""
    path = SKETCHES / f"{name}.yaml"
    file, findings = load_file(path)
    assert file is not None
    document, said = read([file])
    assert document is not None
    hooks = "".join(
        f"def {one}(*values):\n    raise NotImplementedError\n"
        for one in sorted(set(re.findall(r"hooks\.(\w+)", file.text)))
    )
    icons = set(re.findall(r"[\w-]+\.(?:svg|png)", file.text)) | {"icon.svg"}
    folder = SpecFolder(name, (file,), (SourceText("hooks.py", "hooks.py", hooks),), tuple(sorted(icons)))
    resolution = resolve(document, folder)
    found = [*findings, *said, *resolution.findings]
    return resolution.provider, [f"{one.code} {one.message}" for one in found if one.severity is Severity.ERROR]


@pytest.mark.skipif(not SKETCHES.is_dir(), reason="the sketches are not here")
@pytest.mark.parametrize(
    ("name", "errors"),
    [
        ("azure_openai", []),
        ("deepseek", []),
        ("gpustack", []),
        ("jina", []),
        # It tests its form with a model that is not among the few that were sketched.
        ("mistralai", ["D211 there is no llm model `mistral-small-latest`"]),
        ("openai_api_compatible", []),
        # Its hand-written plugin has this default beyond the limit that the SDK's template brings.
        ("siliconflow", ["D301 the default 1.1 of `frequency_penalty` is above its `max` 1.0"]),
        ("tongyi", []),
        ("xinference", []),
    ],
)
def test_sketches(name: str, errors: list[str]) -> None:
    provider, found = sketch(name)
    assert found == errors
    assert (provider is None) is bool(errors)


@pytest.mark.skipif(not SKETCHES.is_dir(), reason="the sketches are not here")
def test_openai_api_compatible() -> None:
    provider, _ = sketch("openai_api_compatible")
    assert provider is not None
    assert provider.forms.model is not None
    sizes = [field for field in provider.forms.model if field.name == "context_size"]
    assert [field.model_types for field in sizes] == [("llm",), ("text-embedding",), ("rerank",)]
    assert {field.type for field in sizes} == {FieldType.INT}
    transport = provider.transport
    assert transport is not None
    llm = transport.of("llm")
    assert llm is not None
    assert len(llm.send) == 10
    assert isinstance(llm.tools, Choice)
    assert provider.manifest.permissions.data.get("tool") is not None
