"""Plugins made up by hypothesis: mostly like real ones, with values of a wrong type or shape everywhere."""

from __future__ import annotations

import datetime as dt
from typing import Any

import yaml
from hypothesis import strategies as st

type Strategy = st.SearchStrategy[Any]

LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff")
SPECIAL = [
    "yes",
    "007",
    "1.0",
    "~",
    "a, b",
    "$(model)",
    "$$(",
    "+x",
    "-x",
    "# x",
    "x: y",
    "",
    " x",
    "模型",
    "line\nbreak\n",
    "1e5",
]
TEXT = st.one_of(
    st.text(LETTERS, max_size=12), st.sampled_from(SPECIAL), st.sampled_from(["Alpha", "Beta", "[a]", "{b}"])
)
ID = st.one_of(
    st.text(LETTERS, min_size=1, max_size=8), st.sampled_from(["gpt-4o", "a/b", "Qwen/Qwen3-8B", "yes", "1", "-a"])
)
ODD: Strategy = st.one_of(
    TEXT,
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False),
    st.booleans(),
    st.none(),
    st.just(dt.date(2024, 2, 1)),
    st.just([]),
    st.just({}),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text("ab", min_size=1, max_size=2), TEXT, max_size=2),
)


def mostly(*usual: Strategy) -> Strategy:
    """One of the usual values, seldom something else."""
    return st.integers(0, 11).flatmap(lambda number: ODD if number == 11 else st.one_of(*usual))


def keys(required: dict[str, Strategy], optional: dict[str, Strategy]) -> Strategy:
    """A map, seldom with a key that nobody knows."""
    unknown = {"unknown": ODD, "x.y": TEXT}
    return st.integers(0, 9).flatmap(
        lambda number: st.fixed_dictionaries(required, optional={**optional, **(unknown if number == 9 else {})})
    )


PEOPLE = mostly(
    st.fixed_dictionaries({"en_US": TEXT}),
    st.fixed_dictionaries({"en_US": TEXT, "zh_Hans": st.one_of(TEXT, st.none())}),
    st.fixed_dictionaries({"zh_Hans": TEXT, "en_US": TEXT}, optional={"ja_JP": TEXT, "ko_KR": TEXT}),
)
NUMBER = mostly(st.integers(-5, 10**6), st.sampled_from([0.0, 1.0, 0.95, -2.0, 1e-05, 1e20]))
NAMES = st.sampled_from(["temperature", "top_p", "max_tokens", "seed", "reasoning_effort", "stop-words", "x.y"])
TEMPLATES = st.sampled_from(["temperature", "top_p", "max_tokens", "json_schema"])
RULE = keys(
    {"name": mostly(NAMES, NAMES, NAMES)},
    {
        "use_template": mostly(TEMPLATES),
        "type": mostly(st.sampled_from(["int", "float", "string", "boolean", "text"])),
        "label": PEOPLE,
        "help": PEOPLE,
        "required": mostly(st.booleans()),
        "default": st.one_of(NUMBER, TEXT, st.booleans(), st.none()),
        "min": NUMBER,
        "max": NUMBER,
        "precision": NUMBER,
        "options": mostly(st.lists(TEXT, max_size=3)),
    },
)
AMOUNT = mostly(st.sampled_from(["0", "0.80", "12.5", "-1", "x"]))
PRICING = mostly(
    keys(
        {},
        {
            "input": AMOUNT,
            "output": AMOUNT,
            "unit": mostly(st.sampled_from(["0.001", "0.000001", "0", "1"])),
            "currency": mostly(st.sampled_from(["USD", "RMB", "usd"])),
        },
    )
)
VOICE = mostly(
    st.fixed_dictionaries({"mode": ID, "name": TEXT, "language": st.lists(st.sampled_from(["en-US", "zh-Hans"]))})
)
PROPERTIES = mostly(
    keys(
        {},
        {
            "mode": mostly(st.sampled_from(["chat", "completion", "$(x)"])),
            "context_size": mostly(st.integers(1, 2**70)),
            "max_chunks": mostly(st.integers(1, 64)),
            "voices": mostly(st.lists(VOICE, max_size=3)),
            "default_voice": mostly(ID),
            "custom": ODD,
        },
    )
)
FEATURES = mostly(st.lists(st.sampled_from(["vision", "tool-call", "agent-thought", "made up", "new-one"]), max_size=4))


def model(type_: str) -> Strategy:
    return keys(
        {"model": mostly(ID, ID, ID), "model_type": st.sampled_from([type_, type_, type_, "rerank"])},
        {
            "label": PEOPLE,
            "features": FEATURES,
            "model_properties": PROPERTIES,
            "parameter_rules": mostly(st.lists(RULE, max_size=5)),
            "pricing": PRICING,
            "deprecated": mostly(st.booleans()),
            "fetch_from": mostly(st.just("predefined-model")),
        },
    )


SHOW_ON = mostly(
    st.lists(
        mostly(
            st.fixed_dictionaries(
                {
                    "variable": st.sampled_from(["__model_type", "api_key", "mode"]),
                    "value": st.sampled_from(["llm", "tts", "x"]),
                }
            )
        ),
        max_size=3,
    )
)
OPTION = mostly(keys({"value": mostly(TEXT), "label": PEOPLE}, {"show_on": SHOW_ON}))
VARIABLES = st.sampled_from(
    ["api_key", "endpoint_url", "mode", "context_size", "vision_support", "api-key", "class", "x"]
)
FIELD = keys(
    {
        "variable": VARIABLES,
        "type": st.sampled_from(["text-input", "secret-input", "select", "radio", "switch"]),
    },
    {
        "label": PEOPLE,
        "required": mostly(st.booleans()),
        "default": mostly(TEXT),
        "placeholder": PEOPLE,
        "help": PEOPLE,
        "options": mostly(st.lists(OPTION, max_size=3)),
        "show_on": SHOW_ON,
        "max_length": NUMBER,
    },
)
FORM = mostly(keys({}, {"credential_form_schemas": mostly(st.lists(FIELD, max_size=5))}))
TYPES = st.lists(st.sampled_from(["llm", "text-embedding", "rerank", "tts"]), unique=True, max_size=4)
PROVIDER = keys(
    {"provider": mostly(st.just("acme"), st.just("acme"))},
    {
        "label": PEOPLE,
        "description": PEOPLE,
        "background": mostly(st.just("#FFF")),
        "help": mostly(keys({}, {"title": PEOPLE, "url": PEOPLE})),
        "icon_small": PEOPLE,
        "icon_large": PEOPLE,
        "supported_model_types": mostly(TYPES, TYPES),
        "configurate_methods": mostly(
            st.lists(st.sampled_from(["predefined-model", "customizable-model"]), unique=True)
        ),
        "provider_credential_schema": FORM,
        "model_credential_schema": mostly(
            keys(
                {},
                {
                    "model": mostly(keys({}, {"label": PEOPLE})),
                    "credential_form_schemas": mostly(st.lists(FIELD, max_size=5)),
                },
            )
        ),
        "extra": mostly(
            keys(
                {},
                {
                    "python": mostly(
                        keys({}, {"provider_source": TEXT, "model_sources": mostly(st.lists(TEXT, max_size=2))})
                    )
                },
            )
        ),
    },
)
PERMISSIONS = mostly(
    st.dictionaries(
        st.sampled_from(["model", "tool", "storage", "other"]),
        mostly(st.dictionaries(st.sampled_from(["enabled", "llm", "tts", "size"]), mostly(st.booleans()), max_size=4)),
        max_size=3,
    )
)
MANIFEST = keys(
    {},
    {
        "version": mostly(st.just("0.1.0")),
        "type": mostly(st.just("plugin")),
        "author": mostly(st.just("acme")),
        "name": mostly(st.just("acme")),
        "label": PEOPLE,
        "description": PEOPLE,
        "icon": mostly(TEXT),
        "created_at": st.one_of(st.just("2024-01-01T00:00:00Z"), ODD),
        "resource": mostly(keys({}, {"memory": mostly(st.integers(0, 10**9)), "permission": PERMISSIONS})),
        "meta": mostly(
            keys(
                {},
                {
                    "version": mostly(st.just("0.0.1")),
                    "arch": mostly(st.lists(st.sampled_from(["amd64", "arm64"]), unique=True)),
                    "runner": mostly(
                        keys(
                            {},
                            {
                                "language": mostly(st.just("python")),
                                "version": mostly(st.just("3.12")),
                                "entrypoint": TEXT,
                            },
                        )
                    ),
                    "minimum_dify_version": mostly(st.just("1.0.0")),
                },
            )
        ),
        "tags": mostly(st.lists(st.sampled_from(["rag", "other"]), max_size=2)),
        "privacy": mostly(TEXT),
        "repo": mostly(TEXT),
    },
)


@st.composite
def plugins(draw: st.DrawFn) -> dict[str, bytes]:
    """The files of a plugin whose YAML can all be read."""
    manifest = dict(draw(MANIFEST))
    manifest["plugins"] = {"models": ["provider/acme.yaml"]}
    provider = dict(draw(PROVIDER))
    files: dict[str, Any] = {"manifest.yaml": manifest, "provider/acme.yaml": provider}
    blocks: dict[str, Any] = {}
    for folder, type_ in (("llm", "llm"), ("text_embedding", "text-embedding"), ("tts", "tts")):
        if draw(st.booleans()):
            blocks[folder] = draw(_block(folder))
        ids = []
        for number, one in enumerate(draw(st.lists(model(type_), max_size=5))):
            name = draw(
                st.sampled_from([str(one["model"]).replace("/", "-")[:20] or "x", f"file{number}", f"sub/f{number}"])
            )
            files[f"models/{folder}/{_file(name, number)}.yaml"] = one
            ids.append(one["model"])
        if draw(st.booleans()):
            names = [one for one in ids if isinstance(one, str)]
            files[f"models/{folder}/_position.yaml"] = draw(st.permutations([*names, *draw(st.lists(ID, max_size=2))]))
    provider["models"] = blocks
    return {name: dumped(data, draw(st.booleans()), draw(st.booleans())) for name, data in files.items()}


def _block(folder: str) -> Strategy:
    paths = st.lists(st.sampled_from([f"models/{folder}/*.yaml", f"models/{folder}/sub/*.yaml"]), unique=True)
    return mostly(
        keys({}, {"predefined": mostly(paths), "position": mostly(st.just(f"models/{folder}/_position.yaml"))})
    )


def _file(name: str, number: int) -> str:
    """A name that a file can have and that no other one has."""
    plain = "".join(char if char.isalnum() or char in "-_./" else "_" for char in name).strip("/.") or "x"
    return plain if plain.startswith(("file", "sub/")) else f"{plain}{'' if number == 0 else f'-{number}'}"


def dumped(data: Any, flow: bool, ascii_only: bool) -> bytes:
    """A YAML file."""
    text: str = yaml.dump(
        data, Dumper=yaml.CSafeDumper, default_flow_style=flow, allow_unicode=not ascii_only, sort_keys=False
    )
    return text.encode()
