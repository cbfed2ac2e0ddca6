"""The YAML that Dify reads has every value of the provider, unchanged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml
from difyspec.emit.declarations.custom import emit_custom
from difyspec.emit.declarations.manifest import emit_manifest
from difyspec.emit.declarations.models import emit_models
from difyspec.emit.declarations.provider_yaml import emit_provider_yaml
from difyspec.provider.expressions import Path, Root
from difyspec.provider.models import Catalogue, ModelType, ParameterRule
from difyspec.provider.plugin import Permissions, Provider
from difyspec.provider.values import EMPTY_MAP, NULL, DataMap, text

from tests.emit import sample


def read(provider: Provider) -> dict[str, Any]:
    """Every declaration as PyYAML reads it."""
    emitters = (emit_manifest, emit_provider_yaml, emit_models, emit_custom)
    return {path: yaml.safe_load(written) for emitter in emitters for path, written in emitter(provider)}


@pytest.fixture(scope="module")
def hurting() -> dict[str, Any]:
    return read(sample.provider(sample.hurting))


def test_manifest(hurting: dict[str, Any]) -> None:
    manifest = hurting["manifest.yaml"]
    assert list(manifest)[:7] == ["version", "type", "author", "name", "label", "description", "icon"]
    assert manifest["label"] == {"en_US": sample.hurting("Acme")}
    assert manifest["description"] == {"en_US": sample.hurting("Acme's models")}
    assert manifest["created_at"] == "2026-11-20T00:00:00Z"
    assert manifest["resource"] == {"memory": 268435456, "permission": {"model": {"enabled": True, "llm": True}}}
    assert manifest["plugins"] == {"models": ["provider/acme.yaml"]}
    runner = {"language": "python", "version": "3.12", "entrypoint": "main"}
    arch = ["amd64", "arm64"]
    expected = {"version": "0.0.1", "arch": arch, "runner": runner, "minimum_dify_version": "1.15.0", "odd": 1}
    assert manifest["meta"] == expected
    assert manifest["verified"] is False


def test_manifest_without_what_is_optional() -> None:
    base = sample.provider()
    bare = replace(
        base.manifest, permissions=Permissions(), icon=None, minimum_dify_version=NULL, tags=(), extra=EMPTY_MAP
    )
    manifest = read(replace(base, manifest=bare))["manifest.yaml"]
    assert manifest["resource"] == {"memory": 268435456}
    assert not {"icon", "icon_dark", "tags"} & set(manifest)
    assert manifest["meta"]["minimum_dify_version"] is None


def test_provider(hurting: dict[str, Any]) -> None:
    provider = hurting["provider/acme.yaml"]
    assert provider["label"] == {"en_US": sample.hurting("Acme"), "zh_Hans": sample.hurting("艾克米")}
    assert provider["help"]["title"] == {"en_US": sample.hurting("Get a key")}
    assert provider["supported_model_types"] == ["llm", "text-embedding", "rerank"]
    assert provider["configurate_methods"] == ["predefined-model", "customizable-model"]
    assert provider["models"] == {
        "llm": {
            "predefined": [f"models/llm/{name}.yaml" for name in ("a", "acme-b", "old", "_position")],
            "position": "models/llm/_position.yaml",
        },
        "text_embedding": {
            "predefined": ["models/text_embedding/embed.yaml"],
            "position": "models/text_embedding/_position.yaml",
        },
    }
    types = ("llm", "text_embedding", "rerank")
    assert provider["extra"]["python"] == {
        "provider_source": "provider/acme.py",
        "model_sources": [f"models/{folder}/{folder}.py" for folder in types],
    }
    assert provider["identity"] == {"author": sample.hurting("Someone")}


def test_fields(hurting: dict[str, Any]) -> None:
    form = hurting["provider/acme.yaml"]["model_credential_schema"]
    assert form["model"]["label"] == {"en_US": sample.hurting("Model Name")}
    fields = form["credential_form_schemas"]
    assert [field["variable"] for field in fields] == [
        "base_url",
        "api_key",
        "wait",
        "region",
        "vision_support",
        "vision_support",
        "context",
    ]
    assert fields[0] == {
        "variable": "base_url",
        "label": {"en_US": sample.hurting("Server URL"), "zh_Hans": sample.hurting("汉字")},
        "type": "text-input",
        "required": True,
        "default": sample.hurting("https://a.example"),
        "placeholder": {"en_US": sample.hurting("Where"), "zh_Hans": sample.hurting("汉字")},
        "help": {"en_US": sample.hurting("Help"), "zh_Hans": sample.hurting("汉字")},
    }
    assert fields[3]["options"][1]["show_on"] == [{"variable": "api_key", "value": sample.hurting("x")}]


def test_a_field_for_two_types_becomes_two_fields(hurting: dict[str, Any]) -> None:
    fields = hurting["provider/acme.yaml"]["model_credential_schema"]["credential_form_schemas"]
    shown = [field["show_on"] for field in fields if field["variable"] == "vision_support"]
    region = {"variable": "region", "value": "cn"}
    assert shown == [[{"variable": "__model_type", "value": type_}, region] for type_ in ("llm", "rerank")]


def test_absent_forms_and_flags_stay_absent() -> None:
    base = sample.provider()
    field = replace(base.forms.provider[0] if base.forms.provider else sample.fields(sample.same)[0], required=None)
    forms = replace(base.forms, provider=None, model=(field,), model_name_label=None, model_name_placeholder=None)
    provider = read(replace(base, forms=forms, catalogues=()))["provider/acme.yaml"]
    assert "provider_credential_schema" not in provider
    assert "models" not in provider
    assert list(provider["model_credential_schema"]) == ["credential_form_schemas"]
    assert "required" not in provider["model_credential_schema"]["credential_form_schemas"][0]


def test_models(hurting: dict[str, Any]) -> None:
    model = hurting["models/llm/acme-b.yaml"]
    assert list(model) == [
        "model",
        "label",
        "model_type",
        "features",
        "model_properties",
        "parameter_rules",
        "pricing",
    ]
    assert model["label"] == {"en_US": sample.hurting("acme/b")}
    assert model["pricing"] == {"input": "0.10", "output": "0.40", "unit": "0.000001", "currency": "USD"}
    rule = model["parameter_rules"][0]
    assert (rule["max"], rule["min"], rule["default"]) == (2, 0.0, 1.0)
    assert [type(rule[key]) for key in ("max", "min", "default")] == [int, float, float]
    assert model["parameter_rules"][2]["options"] == ["yes", "1.0", sample.hurting("no")]
    assert hurting["models/llm/old.yaml"]["deprecated"] is True


def test_numbers_keep_their_spelling() -> None:
    written = dict(emit_models(sample.provider()))["models/llm/a.yaml"]
    assert "default: 1.00\n    min: 0.0\n    max: 2\n" in written


def test_positions(hurting: dict[str, Any]) -> None:
    assert hurting["models/llm/_position.yaml"] == ["a", "acme/b"]
    assert hurting["models/text_embedding/_position.yaml"] == []
    assert "models/rerank/_position.yaml" not in hurting


def test_nulls_that_were_written_are_written() -> None:
    model = replace(sample.chat_model(sample.same, "a"), parameters=(ParameterRule("x", default=NULL),))
    catalogue = Catalogue(ModelType.LLM, predefined=(model,))
    written = dict(emit_models(replace(sample.provider(), catalogues=(catalogue,))))
    assert written["models/llm/a.yaml"].endswith("parameter_rules:\n  - name: x\n    default: null\n" + PRICING)


PRICING = "pricing:\n  input: '0.10'\n  output: '0.40'\n  unit: '0.000001'\n  currency: USD\n"


def test_custom_models(hurting: dict[str, Any]) -> None:
    custom = hurting["adapter/custom/llm.yaml"]
    assert custom["model_properties"] == {"mode": "chat"}
    assert custom["features"] == ["vision", "tool-call"]
    assert custom["parameter_rules"][-1] == {"name": "max_tokens", "type": "int", "min": 1}
    assert custom["fetch_from"] == "customizable-model"
    assert "model" not in custom


def test_base_models_are_kept_for_the_adapter() -> None:
    base = sample.provider()
    custom = base.catalogue(ModelType.LLM).custom
    assert custom is not None
    model = sample.chat_model(sample.same, "base-a")
    like = replace(custom, like=Path(Root.CRED, "region"))
    catalogue = Catalogue(ModelType.LLM, base=(model,), custom=like)
    files = read(replace(base, catalogues=(catalogue,)))
    assert [one["model"] for one in files["adapter/base/llm.yaml"]] == ["base-a"]
    assert "adapter/custom/llm.yaml" not in files
    assert not any(path.startswith("models/") for path in files)


def test_raw_additions_replace_and_extend() -> None:
    base = sample.provider()
    sources = DataMap((("python", DataMap((("provider_source", text("provider/other.py")),))),))
    provider = read(replace(base, provider_extra=DataMap((("extra", sources),))))["provider/acme.yaml"]
    assert provider["extra"]["python"]["provider_source"] == "provider/other.py"
    assert len(provider["extra"]["python"]["model_sources"]) == 3


def test_every_file_says_where_it_comes_from() -> None:
    for emitter in (emit_manifest, emit_provider_yaml, emit_models, emit_custom):
        for path, written in emitter(sample.provider()):
            assert written.startswith("# generated from spec/acme; do not edit\n"), path
