"""Content that models can be given and a transport never sends: where D230 and D229 must and must not speak."""

from __future__ import annotations

import pytest

from tests.resolve.specs import HEAD, resolved

LLM = """
conditions: {on: cred.vision_support}
groups: {texts: [text-*]}
models:
  llm:
    predefined: [text-1: {mode: MODE, context_size: 8192, features: [FEATURE]}]
validation: {provider: {llm: text-1}}
"""
RANKED = """
models: {rerank: {predefined: [clip-1: {context_size: 8192, features: [vision]}]}}
validation: {provider: {rerank: clip-1}}
"""
JSON = "protocol: json, path: /r, request: {i: $(call.items)}, response: {results: r, index: i, score: s}"
IMAGE = "text: $(item), image: $(item)"

MEDIA = "vision audio video document"
ALL = f"{MEDIA} tool-call"
PROMPT = "then: openai.completions}, {else: openai.chat}]"
BY_PROMPT = ["`openai.completions`"]
FLATTENED = ["`flatten_media`"]


def lost(text: str, hooks: str | None = None) -> list[str]:
    """What the findings say of content that is lost: by which obstacle."""
    found = [one for one in resolved(text, hooks)[1] if one.code in ("D229", "D230")]
    return [one.message.rpartition(" sends none")[0].rpartition(" and ")[2] or one.message for one in found]


@pytest.mark.parametrize("feature", ALL.split())
@pytest.mark.parametrize(
    ("transport", "but"),
    [
        ("openai.chat", ALL),
        ("openai.completions", ""),
        ("openai.responses", "vision audio document tool-call"),
        ("anthropic.messages", "vision document tool-call"),
        ("{protocol: openai.responses, messages: [media_as_image_url]}", ALL),
        ("{protocol: openai.responses, messages: [media_as_image_url: {when: on}]}", ALL),
        ("{protocol: openai.completions, messages: [flatten_media: {text: '<{data}>'}]}", MEDIA),
        ("{protocol: openai.chat, messages: [flatten_media]}", "tool-call"),
        ("{protocol: openai.chat, tools: none}", MEDIA),
    ],
)
def test_what_is_sent(feature: str, transport: str, but: str) -> None:
    found = lost(f"{HEAD}  llm: {transport}\n{LLM.replace('FEATURE', feature).replace('MODE', 'chat')}")
    assert len(found) == (feature not in but.split())


@pytest.mark.parametrize(
    ("transport", "expected"),
    [
        ("hooks.chat", []),
        ("{protocol: [{when: cred.region == us, then: hooks.chat}, {else: openai.completions}]}", []),
        ("{protocol: [{when: cred.region == us, then: openai.chat}, {else: openai.completions}]}", []),
        (f"{{protocol: [{{when: model.mode == completion, {PROMPT}}}", []),
        (f"{{protocol: [{{when: model.mode == chat, {PROMPT}}}", BY_PROMPT),
        (f"{{protocol: [{{group: texts, {PROMPT}}}", BY_PROMPT),
        (f"{{protocol: [{{group: texts, {PROMPT}, wire_name: acme/$(model)}}", []),
        (f"{{protocol: [{{match: acme/t*, {PROMPT}, wire_name: acme/$(model)}}", BY_PROMPT),
        (f"{{protocol: [{{match: acme/t*, {PROMPT}, wire_name: $(cred.region else model)}}", []),
        ("{protocol: openai.chat, messages: [flatten_media: {group: texts}]}", FLATTENED),
        ("{protocol: openai.chat, messages: [flatten_media: {match: '*', group: texts}]}", FLATTENED),
        ("{protocol: openai.chat, messages: [flatten_media: {match: picture-*}]}", []),
        ("{protocol: openai.chat, messages: [flatten_media: {when: on}]}", []),
        ("{protocol: openai.chat, messages: [flatten_media: {text: '{kind}'}]}", FLATTENED),
        ("{protocol: openai.chat, messages: [media_as_image_url, flatten_media]}", FLATTENED),
        ("{protocol: openai.chat, messages: [drop_empty, as_parts]}", []),
    ],
)
def test_what_depends(transport: str, expected: list[str]) -> None:
    hooks = "def chat(call):\n    yield None\n"
    text = f"{HEAD}  llm: {transport}\n{LLM.replace('FEATURE', 'vision').replace('MODE', 'chat')}"
    assert lost(text, hooks) == expected


def test_the_custom_model_is_judged_by_what_holds_of_any_name() -> None:
    models = (
        "models: {llm: {custom: {mode: chat, context_size: 8192, features: [vision: {when: cred.vision_support}]}}}\n"
    )
    assert lost(f"{HEAD}  llm: openai.completions\n{models}") == BY_PROMPT
    named = "{protocol: [{match: '*-base', then: openai.completions}, {else: openai.chat}]}"
    assert lost(f"{HEAD}  llm: {named}\n{models}") == []


def test_jobs_are_sent_by_hooks() -> None:
    hooks = "def start(call):\n    return []\n\n\ndef check(call, state):\n    return []\n"
    polling = "polling: {start: hooks.start, check: hooks.check}"
    text = f"{HEAD}  llm: {{protocol: openai.completions, {polling}}}\n{LLM.replace('MODE', 'completion')}"
    assert lost(text.replace("FEATURE", "vision, polling"), hooks) == []


@pytest.mark.parametrize(
    ("transport", "served"),
    [
        ("jina.rerank", False),
        (f"{{{JSON}}}", False),
        (f"{{{JSON}, each: {{{IMAGE}}}}}", True),
        (f"{{{JSON}, each: [{{match: clip-*, {IMAGE}}}, {{else: {{text: $(item)}}}}]}}", True),
        (f"{{{JSON}, each: [{{match: jina-*, {IMAGE}}}, {{else: {{text: $(item)}}}}]}}", False),
        (f"{{{JSON}, each: [{{match: clip-*, text: $(item)}}, {{else: {{{IMAGE}}}}}]}}", False),
        (f"{{{JSON}, each: [{{when: cred.vision_support, {IMAGE}}}, {{else: {{text: $(item)}}}}]}}", True),
        ("{protocol: jina.rerank, media: hooks.ranked}", True),
    ],
)
def test_images_of_rerankers(transport: str, served: bool) -> None:
    hooks = "def ranked(call, query, docs, top_n):\n    return []\n"
    said = "`clip-1` has the feature `vision`, and nothing says how images are sent"
    found = lost(f"{HEAD}  rerank: {transport}\n{RANKED}", hooks if "hooks" in transport else None)
    assert found == ([] if served else [said])
