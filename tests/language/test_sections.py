"""Sections: their keys, and several files of one spec."""

from __future__ import annotations

from difyspec.language import read

from tests.language.reading import complete, document, finding, findings, source, stretch


def test_unknown_keys_get_the_nearest_key_of_their_own_section() -> None:
    text = "models:\n  llm:\n    custom: {context_sise: 8192, bogus_word: 1}\n"
    wrong, bogus = findings(text)
    assert (wrong.code, wrong.suggestion, stretch(text, wrong.span)) == ("D102", "context_size", "context_sise")
    assert (bogus.suggestion, stretch(text, bogus.span)) == (None, "bogus_word")
    assert "`context_size`" in bogus.help


def test_missing_keys_are_named_at_the_section_that_lacks_them() -> None:
    text = "plugin: {author: acme}\n"
    found = finding(text, "D103")
    assert "`version`" in found.message
    assert stretch(text, found.span) == "{author: acme}"


def test_a_missing_key_reads_as_blank_and_counts_as_broken() -> None:
    made, _ = read([source("spec: 1\nplugin: {version: 1.0.0}\n")])
    assert made is not None
    assert made.provider == ""
    assert "provider" in made.broken
    assert made.plugin is not None
    assert made.plugin.author == ""
    assert made.plugin.version == "1.0.0"


def test_wrong_shapes() -> None:
    assert "a map" in finding("credentials: [api_key]\n", "D101").message
    assert "not a list" in finding("background: [a]\n", "D101").message
    assert "not a text" in finding("models: llm\n", "D101").message
    assert finding("credentials: {provider: {api_key: {}}}\n", "D101").message.startswith("a list of form fields")


def test_a_key_without_a_value() -> None:
    text = "label:\nbackground: ''\n"
    found = finding(text, "D105")
    assert "a text for people" in found.message
    assert (found.span.line, found.span.column) == (1, 7)


def test_every_mistake_is_found_in_one_run() -> None:
    text = "plugin: {author: 'a b', version: 1}\ncredentials: {model: [model_type]}\nmodels: {lmm: {}}\nerrors: []\n"
    assert [one.code for one in findings(text)] == ["D109", "D109", "D124", "D102", "D101"]


def test_places_of_keys_and_values() -> None:
    text = "plugin: {author: acme, version: 0.1.0}\n"
    plugin = document(text).plugin
    assert plugin is not None
    assert stretch(text, plugin.key_span("version")) == "version"
    assert stretch(text, plugin.span("version")) == "0.1.0"
    assert stretch(text, plugin.span("label")) == stretch(text, plugin.place) == "{author: acme, version: 0.1.0}"
    assert plugin.written == ("author", "version")


def test_files_of_one_folder_add_up() -> None:
    first = source(complete("models: {llm: {profiles: {a: {mode: chat}}}}\nparameters: {x: {type: int}}\n"))
    second = source("models: {llm: {profiles: {b: {}}}, tts: {}}\nparameters: {y: {type: int}}\n", "more.yaml")
    made, found = read([first, second])
    assert not found
    assert made is not None
    assert made.models is not None
    assert made.models.llm is not None
    assert made.models.llm.profiles is not None
    assert made.models.llm.profiles.names == ("a", "b")
    assert made.parameters is not None
    assert made.parameters.names == ("x", "y")
    assert made.models.tts is not None


def test_a_key_in_two_files_shows_both_places() -> None:
    first = source(complete("label: One\nparameters: {x: {type: int}}\n"))
    second = source("label: Two\nparameters: {x: {type: float}}\nplugin: {author: a, version: 0.1.0}\n", "more.yaml")
    made, found = read([first, second])
    assert made is not None
    assert made.label is not None
    assert made.label.english == "One"
    assert [(one.code, one.span.file, one.related[0].span.file) for one in found] == [
        ("D104", "more.yaml", "provider.yaml"),
        ("D104", "more.yaml", "provider.yaml"),
    ]


def test_a_spec_that_is_no_map() -> None:
    made, found = read([source("- a\n- b\n")])
    assert made is None
    assert [one.code for one in found] == ["D101"]
    assert read([]) == (None, ())


def test_unset_knows_the_keys_of_its_section() -> None:
    text = "models: {llm: {predefined: [a: {unset: [price, lable]}]}}\n"
    found = finding(text, "D127")
    assert (found.suggestion, stretch(text, found.span)) == ("label", "lable")
