"""Lists of entries, changes to them, forms."""

from __future__ import annotations

from difyspec.language.models.columns import Profile

from tests.language.reading import document, finding, findings, stretch


def profile(columns: str) -> Profile:
    made = document(f"models: {{llm: {{profiles: {{p: {columns}}}}}}}\n").models
    assert made is not None
    assert made.llm is not None
    assert made.llm.profiles is not None
    return made.llm.profiles.entries[0].body


def test_a_whole_list() -> None:
    parameters = profile("{parameters: [temperature, top_p: {default: 0.9}, top_k]}").parameters
    assert parameters is not None
    assert not parameters.changes
    assert [(one.name, one.sign, one.bare) for one in parameters] == [
        ("temperature", "", True),
        ("top_p", "", False),
        ("top_k", "", True),
    ]


def test_a_list_of_changes_and_its_places() -> None:
    text = "models: {llm: {profiles: {p: {parameters: [+json_schema: {after: response_format}, -top_k]}}}}\n"
    made = document(text).models
    assert made is not None
    assert made.llm is not None
    assert made.llm.profiles is not None
    parameters = made.llm.profiles.entries[0].body.parameters
    assert parameters is not None
    added, removed = parameters.entries
    assert parameters.changes
    assert (added.sign, added.name, added.body.after) == ("+", "json_schema", "response_format")
    assert stretch(text, added.name_span) == "json_schema"
    assert stretch(text, added.span) == "+json_schema: {after: response_format}"
    assert (removed.sign, stretch(text, removed.name_span)) == ("-", "top_k")


def test_signs_and_no_signs_do_not_mix() -> None:
    text = "models: {llm: {profiles: {p: {features: [+vision, tool-call]}}}}\n"
    found = finding(text, "D114")
    assert stretch(text, found.span) == "tool-call"
    assert stretch(text, found.related[0].span) == "vision"


def test_quoted_signs_are_letters() -> None:
    assert finding("models: {llm: {profiles: {p: {features: ['+vision']}}}}\n", "D109").code == "D109"


def test_what_removes_takes_nothing_along() -> None:
    text = "models: {llm: {profiles: {p: {parameters: [-top_k: {max: 1}]}}}}\n"
    assert stretch(text, finding(text, "D116").span) == "{max: 1}"


def test_twice_in_a_list() -> None:
    text = "models: {llm: {profiles: {p: {features: [vision, vision]}}}}\n"
    found = finding(text, "D115")
    assert (found.span.column, found.related[0].span.column) == (50, 42)
    assert finding("transport: {llm: {send: [{drop: [a, a]}]}}\n", "D115").code == "D115"
    assert not findings("models: {llm: {predefined: [a: {file: x.yaml}, a: {file: y.yaml}]}}\n")


def test_an_entry_has_one_name() -> None:
    text = "credentials:\n  provider:\n    - api_key: {}\n      region: {}\n"
    found = finding(text, "D113")
    assert stretch(text, found.span) == "region"
    assert finding("credentials: {provider: [[api_key]]}\n", "D113").code == "D113"
    assert finding("models: {llm: {profiles: {p: {features: [+]}}}}\n", "D113").message == "a name is missing here"


def test_fields_that_dify_has_by_itself() -> None:
    text = "credentials: {model: [model_name: {type: text}]}\n"
    found = finding(text, "D124")
    assert stretch(text, found.span) == "model_name"
    assert finding("credentials: {provider: [model_type]}\n", "D124").code == "D124"


def test_options_have_texts_or_maps() -> None:
    written = "[a, b: [B, 乙], c: {en_US: C}, d: {label: D, show_on: {x: 1}}, '-1': '-1']"
    fields = document(f"fields: {{r: {{type: select, options: {written}}}}}\n").fields
    assert fields is not None
    options = fields.entries[0].body.options
    assert options is not None
    assert options.names == ("a", "b", "c", "d", "-1")
    assert [one.body.label.english if one.body.label else None for one in options] == [None, "B", "C", "D", "-1"]
    shown = options.entries[3].body.show_on
    assert shown is not None
    assert shown.entries[0].body.value == "1"


def test_a_form_may_name_a_field_twice() -> None:
    credentials = document(
        "credentials: {model: [a: {for: llm, type: text}, a: {for: [tts], type: text}]}\n"
    ).credentials
    assert credentials is not None
    assert credentials.model is not None
    assert credentials.model.names == ("a", "a")
    assert [[one.value for one in entry.body.for_ or ()] for entry in credentials.model] == [["llm"], ["tts"]]


def test_names_that_python_can_use() -> None:
    assert finding("credentials: {provider: [api-key: {type: text}]}\n", "D109").help.startswith("Write letters")
    assert finding("discover: {2fast: {type: int}}\n", "D109").code == "D109"


def test_reserved_names() -> None:
    assert finding("groups: {model: [a]}\n", "D125").code == "D125"
    assert finding("conditions: {not: cred.a}\n", "D125").code == "D125"


def test_short_forms() -> None:
    transport = document("transport: {timeout: 30, retry: 2, llm: openai.chat, tts: [{else: hooks.speak}]}\n").transport
    assert transport is not None
    assert transport.timeout is not None
    assert transport.timeout.constant is not None
    assert transport.timeout.constant.read is not None
    assert transport.timeout.constant.read.tree.text == "30"  # type: ignore[union-attr]
    assert transport.llm is not None
    assert transport.llm.protocol is not None
    assert transport.llm.protocol.constant == "openai.chat"
    assert transport.tts is not None
    assert transport.tts.protocol is not None
    assert len(transport.tts.protocol.cases) == 1
    assert profile("{max_tokens: 4096}").max_tokens is not None
