"""The typed entities: what they accept, what they say, and that type checkers agree."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
import types
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from difyspec.emit.cache import MemoryCache
from difyspec.emit.entities.emitter import emit_entities
from difyspec.emit.entities.generator import to_python
from difyspec.emit.entities.schema import schema
from difyspec.emit.inputs import shipped_runtime
from difyspec.provider import entities
from difyspec.provider.forms import Field, FieldType, Forms
from difyspec.provider.models import Catalogue, ModelType, ParameterRule
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import HookRef, Transport
from difyspec.provider.values import integer, text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.emit import sample


def python_of(provider: Provider) -> str:
    return dict(emit_entities(provider, MemoryCache()))["adapter/entities.py"]


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    """The runtime's base class as the module that generated entities import."""
    base = types.ModuleType("runtime.entity")
    exec(compile(shipped_runtime()["entity.py"], "runtime/entity.py", "exec"), base.__dict__)
    monkeypatch.setitem(sys.modules, "runtime", types.ModuleType("runtime"))
    monkeypatch.setitem(sys.modules, "runtime.entity", base)


def load(source: str) -> Any:
    module = types.ModuleType("adapter_entities")
    sys.modules[module.__name__] = module
    exec(compile(source, "entities.py", "exec"), module.__dict__)
    return module


@pytest.fixture
def made(runtime: None) -> Any:
    return load(python_of(sample.provider()))


# ---- what the classes accept ----------------------------------------------------------------------------------------


def test_credentials_are_typed_and_have_their_defaults(made: Any) -> None:
    cred = made.Credentials.model_validate({"wait": "60", "region": "cn"})
    assert (cred.server_url, cred.api_key, cred.wait, cred.region) == ("https://a.example", None, 60, "cn")
    assert made.Credentials.model_validate({"region": "us"}).wait == 450


@pytest.mark.parametrize("values", [{}, {"region": "eu"}, {"region": "cn", "wait": "soon"}])
def test_what_is_missing_or_wrong_is_refused(made: Any, values: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        made.Credentials.model_validate(values)


def test_types_add_their_own_fields(made: Any) -> None:
    assert issubclass(made.LlmCredentials, made.Credentials)
    assert set(made.LlmCredentials.model_fields) - set(made.Credentials.model_fields) == {"vision", "context"}
    assert set(made.RerankCredentials.model_fields) - set(made.Credentials.model_fields) == {"vision"}
    assert not hasattr(made, "TextEmbeddingCredentials")
    cred = made.LlmCredentials.model_validate({"region": "cn"})
    assert (cred.vision, cred.context) == (False, None)


def test_entities_are_frozen(made: Any) -> None:
    with pytest.raises(ValidationError):
        made.Discovered().length = 1


def test_facts_may_be_absent(made: Any) -> None:
    assert made.Discovered().model_dump() == {"mode": None, "length": None, "ratio": None}
    with pytest.raises(ValidationError):
        made.Discovered(mode="other")


def test_parameters_are_read_by_the_names_that_requests_carry(made: Any) -> None:
    param = made.LlmParameters.model_validate({"top-k": 5, "class": "a", "temperature": 2, "style": "1.0"})
    assert (param.top_k, param.class_, param.temperature, param.style) == (5, "a", 2.0, "1.0")
    assert made.LlmParameters.model_validate({}).model_dump(exclude_none=True) == {}


@pytest.mark.parametrize("values", [{"temperature": 2.1}, {"top-k": 0}, {"style": "maybe"}, {"thinking": "x"}])
def test_limits_and_options_of_parameters(made: Any, values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        made.LlmParameters.model_validate(values)


def test_limits_count_only_where_all_models_agree(made: Any) -> None:
    assert made.LlmParameters.model_validate({"max_tokens": 100_000}).max_tokens == 100_000


def test_a_hook_that_changes_schemas_lifts_the_limits(runtime: None) -> None:
    base = sample.provider()
    assert base.transport is not None
    types_ = tuple(replace(part, schema=HookRef("schema")) for part in base.transport.types)
    module = load(python_of(replace(base, transport=Transport(base.transport.connection, types_))))
    assert module.LlmParameters.model_validate({"temperature": 9, "style": "any"}).temperature == 9.0


def test_there_is_always_a_class_for_facts_and_parameters(runtime: None) -> None:
    catalogue = Catalogue(ModelType.TTS)
    bare = replace(
        sample.provider(),
        model_types=(ModelType.LLM, ModelType.TTS),
        catalogues=(catalogue,),
        facts=(),
        forms=Forms(None, ()),
    )
    module = load(python_of(bare))
    assert not module.Credentials.model_fields
    assert not module.Discovered.model_fields
    assert not module.LlmParameters.model_fields
    assert not hasattr(module, "TtsParameters")


# ---- agreement with what the rest of the compiler believes -----------------------------------------------------------

ODD_NAMES = ["class", "def", "json", "copy", "schema", "model_config", "str", "int", "bool", "top-k", "a.b", "2x", "_x"]
ODD_NAMES += [
    "x_",
    "x",
    "None",
    "any",
    "Field",
    "Literal",
    "Annotated",
    "Entity",
    "Credentials",
    "field",
    "n2x",
    "list",
]
NAMES = st.one_of(st.sampled_from(ODD_NAMES), st.text(alphabet="abT1_-. 汉", min_size=1, max_size=6))


@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), st.lists(NAMES, min_size=1, max_size=5, unique=True))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_attributes_are_called_as_the_provider_says(runtime: None, creds: list[str], params: list[str]) -> None:
    fields = tuple(Field(name, name, FieldType.TEXT, "text-input", None, required=True) for name in creds)
    model = replace(
        sample.chat_model(sample.same, "a"), parameters=tuple(ParameterRule(name, type="string") for name in params)
    )
    provider = replace(
        sample.provider(), forms=Forms(None, fields), catalogues=(Catalogue(ModelType.LLM, predefined=(model,)),)
    )
    module = load(python_of(provider))
    expected = [one.python for one in entities.credentials(provider).attributes]
    assert list(module.Credentials.model_fields) == expected
    assert module.Credentials.model_validate(dict.fromkeys(expected, "x"))
    attributes = entities.parameters(provider, ModelType.LLM).attributes
    assert list(module.LlmParameters.model_fields) == [one.python for one in attributes]
    read = module.LlmParameters.model_validate({one.name: one.name for one in attributes})
    assert [getattr(read, one.python) for one in attributes] == [one.name for one in attributes]


@given(st.lists(st.text(max_size=30), min_size=3, max_size=3))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_texts_come_out_as_they_went_in(runtime: None, texts: list[str]) -> None:
    default, first, second = texts
    words = Field("words", "words", FieldType.TEXT, "text-input", None, required=False, default=text(default))
    rule = ParameterRule("style", type="string", options=tuple(map(text, dict.fromkeys((first, second)))))
    model = replace(sample.chat_model(sample.same, "a"), parameters=(rule,))
    provider = replace(
        sample.provider(), forms=Forms(None, (words,)), catalogues=(Catalogue(ModelType.LLM, predefined=(model,)),)
    )
    module = load(python_of(provider))
    assert module.Credentials().words == default
    assert module.LlmParameters(style=first).style == first


# ---- the file --------------------------------------------------------------------------------------------------------


def docstrings(source: str) -> list[str]:
    return [
        node.value.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]


def test_labels_are_the_documentation() -> None:
    documented = docstrings(python_of(sample.provider(sample.hurting)))
    assert " ".join(sample.hurting("API Key").split()) in documented
    assert " ".join(sample.hurting("Temperature").split()) in documented


def test_generation_does_not_depend_on_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = python_of(sample.provider())
    black = "[tool.black]\nline-length = 20\nskip-string-normalization = true\n"
    settings_ = f"{black}[tool.datamodel-codegen]\nreuse-model = true\n"
    tomllib.loads(settings_)
    (tmp_path / "pyproject.toml").write_text(settings_)
    monkeypatch.chdir(tmp_path)
    assert python_of(sample.provider()) == expected


def test_the_generator_runs_once_for_each_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def counted(source: str, aliases: dict[str, str], header: str) -> str:
        calls.append(source)
        return to_python(source, aliases, header)

    monkeypatch.setattr("difyspec.emit.entities.emitter.to_python", counted)
    cache = MemoryCache()
    first = list(emit_entities(sample.provider(), cache))
    assert list(emit_entities(sample.provider(), cache)) == first
    assert len(calls) == 1
    list(emit_entities(replace(sample.provider(), facts=()), cache))
    assert len(calls) == 2


def test_the_schema_is_json_schema() -> None:
    import jsonschema

    made = schema(sample.provider(sample.hurting))
    jsonschema.Draft202012Validator.check_schema(made)
    validator = jsonschema.Draft202012Validator({**made, "$ref": "#/$defs/LlmParameters"})
    assert validator.is_valid({"temperature": 1.5, "top-k": None})
    assert not validator.is_valid({"temperature": 3})


def test_mypy_is_satisfied(tmp_path: Path) -> None:
    (tmp_path / "adapter").mkdir()
    (tmp_path / "runtime").mkdir()
    (tmp_path / "adapter" / "__init__.py").touch()
    (tmp_path / "adapter" / "entities.py").write_text(python_of(sample.provider(sample.hurting)), "utf-8")
    for name in ("__init__.py", "entity.py"):
        (tmp_path / "runtime" / name).write_text(shipped_runtime()[name], "utf-8")
    uses = (
        "from adapter.entities import Discovered, LlmCredentials, LlmParameters\n\n\n"
        "def use(cred: LlmCredentials, param: LlmParameters) -> Discovered:\n"
        "    top: int | None = param.top_k\n    url: str = cred.server_url\n    wait: int = cred.wait + (top or 0)\n"
        "    seen: bool = cred.vision\n    return Discovered(mode='chat', length=wait if seen and url else None)\n"
    )
    (tmp_path / "uses.py").write_text(uses)
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_numbers_of_limits() -> None:
    def limits(*bounds: str | None) -> dict[str, object]:
        rules = [
            ParameterRule("n", type="int", max=None if bound is None else sample.number(bound)) for bound in bounds
        ]
        models = tuple(replace(sample.chat_model(sample.same, "a"), parameters=(rule,)) for rule in rules)
        provider = replace(sample.provider(), catalogues=(Catalogue(ModelType.LLM, predefined=models),))
        definitions: Any = schema(provider)["$defs"]
        return {
            key: value for key, value in definitions["LlmParameters"]["properties"]["n"].items() if key == "maximum"
        }

    assert limits("5", "5.0") == {"maximum": 5}
    assert limits("5", "6") == {}
    assert limits("5", None) == {}
    assert limits("5.5") == {}
    assert limits(str(integer(7).number)) == {"maximum": 7}
