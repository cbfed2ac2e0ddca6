"""Forms: definitions, the library, what is derived."""

from __future__ import annotations

from difyspec.provider.forms import Field, FieldType, ShowOn
from difyspec.provider.values import NULL, text

from tests.resolve.specs import HEAD, codes, provider_of

TAIL = "models: {llm: {custom: {mode: chat}}}\n"


def fields(form: str, more: str = "") -> tuple[Field, ...]:
    """The fields of a model's form."""
    spec = f"""
spec: 1
provider: acme
plugin: {{author: acme, version: 0.1.0, created_at: '2026-11-20T08:00:00Z'}}
credentials: {{model: {form}}}
{more}
models: {{llm: {{custom: {{mode: chat}}}}}}
transport: {{endpoint: https://acme.example, llm: openai.chat}}
"""
    found = provider_of(spec).forms.model
    assert found is not None
    return found


def only(form: str, more: str = "") -> Field:
    (found,) = fields(f"[{form}]", more)
    return found


def test_the_library() -> None:
    field = only("api_key")
    assert (field.type, field.form, field.variable, field.required) == (
        FieldType.SECRET,
        "secret-input",
        "api_key",
        True,
    )
    assert field.label is not None
    assert [locale for locale, _ in field.label.entries] == ["en_US", "zh_Hans"]


def test_changes_to_the_library() -> None:
    field = only("api_key: {required: false, stored_as: key, unset: [placeholder]}")
    assert (field.name, field.variable, field.required, field.placeholder) == ("api_key", "key", False, None)


def test_a_field_with_a_type_takes_nothing_from_the_library() -> None:
    field = only("context_size: {type: text}")
    assert (field.type, field.default, field.placeholder) == (FieldType.TEXT, None, None)
    assert field.label is not None
    assert field.label.english == "Context size"


def test_definitions_and_copies() -> None:
    more = "fields: {switch: {type: toggle, enabled: 'y', disabled: 'n', default: 'n', name: vision}}"
    by_name = only("switch", more)
    copied = only("audio: {like: switch, default: 'y'}", more)
    assert (by_name.name, copied.name) == ("vision", "audio")
    assert (by_name.default, copied.default) == (text("n"), text("y"))
    assert [option.value for option in copied.options] == ["y", "n"]


def test_defaults_are_texts_as_written() -> None:
    assert only("seed: {type: int, default: 60}").default == text("60")
    assert only("size: {type: text, default: 1.0}").default == text("1.0")
    assert only("size: {type: text, default: Yes}").default == text("Yes")
    assert only("size: {type: text, default: null}").default == NULL


def test_required_can_be_left_out() -> None:
    assert only("size: {type: text, unset: [required]}").required is None


def test_toggles() -> None:
    field = only("vision: {type: toggle, form: radio, enabled: 'on', disabled: 'off', options: ['off': No, 'on': Yes]}")
    assert (field.form, field.enabled, field.disabled) == ("radio", "on", "off")
    assert [(one.value, one.label.english) for one in field.options] == [("off", "No"), ("on", "Yes")]


def test_conditions_name_variables() -> None:
    found = fields(
        "[region: {type: select, options: [eu, us], stored_as: zone}, tenant: {type: text, show_on: {region: us}}]"
    )
    assert found[1].show_on == (ShowOn("zone", "us"),)


def test_model_types_come_in_order() -> None:
    assert only("size: {type: int, for: [rerank, llm]}").model_types == ("llm", "rerank")


def test_the_provider_form_again() -> None:
    provider = provider_of(
        HEAD.replace("- provider.api_key", "- provider.api_key: {required: false}") + "  llm: openai.chat\n" + TAIL
    )
    assert provider.forms.provider is not None
    assert provider.forms.model is not None
    assert provider.forms.provider[0].required is True
    assert provider.forms.model[0].required is False
    assert provider.forms.model_name_label is not None


def test_base_models_as_options() -> None:
    spec = """
spec: 1
provider: acme
plugin: {author: acme, version: 0.1.0, created_at: '2026-11-20T08:00:00Z'}
credentials: {model: [base: {type: select, options_from: base}]}
models:
  llm:
    base: [big: {mode: chat, label: [Big, 大]}, small: {mode: chat}]
    custom: {like: $(cred.base)}
  text-embedding:
    base: [embed: {context_size: 8}]
    custom: {like: $(cred.base)}
transport: {endpoint: https://acme.example, llm: openai.chat, text-embedding: openai.embeddings}
"""
    form = provider_of(spec).forms.model
    assert form is not None
    assert [(one.value, one.label.english, one.show_on) for one in form[0].options] == [
        ("big", "Big", (ShowOn("__model_type", "llm"),)),
        ("small", "small", (ShowOn("__model_type", "llm"),)),
        ("embed", "embed", (ShowOn("__model_type", "text-embedding"),)),
    ]


def test_one_name_for_several_types() -> None:
    assert len(fields("[size: {type: int, for: [llm]}, size: {type: int, for: [rerank]}]")) == 2
    spec = HEAD.replace("    - context_size\n", "    - size: {type: int}\n    - size: {type: int, for: [llm]}\n")
    assert "D308" in codes(spec + "  llm: openai.chat\n" + TAIL)
