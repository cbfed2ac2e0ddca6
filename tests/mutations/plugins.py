"""Slips in the declarations of a plugin.

Left out, by operator: words that anything may stand for (names, labels, ids of voices) are not misspelt; keys that no
program requires are not left out; pairs of several lines are not doubled.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from difyspec.checks import check_layout
from difyspec.diagnostics import Finding, Span
from difyspec.layout import layout_of
from difyspec.layout.tree import Path
from difyspec.source import ListNode, MapNode, Node, ScalarNode, in_memory
from difyspec.source.foreign import read_foreign

from tests.checks.archive import BASE
from tests.loaders.test_against_sdk import FULL_FORM
from tests.mutations.mutation import (
    KEY,
    LEFT_OUT,
    MAP,
    RANGE,
    TWICE,
    WORD,
    Mutation,
    doubled,
    misspelt,
    with_text,
    without,
)
from tests.mutations.sound import FULL_MODEL, OPTIONAL, RANGES, REQUIRED, WORDS

PROVIDER, MODEL, SPEECH = "provider/acme.yaml", "models/llm/acme-chat.yaml", "models/tts/acme-voice.yaml"
EMBEDDING = "models/text_embedding/acme-embed.yaml"
FILES = ("manifest.yaml", PROVIDER, MODEL, SPEECH, EMBEDDING)
ROUNDS = 3  # of each misspelling another one
SOUND = {name: data.decode() for name, data in BASE.files.items()}
SOUND[MODEL] = FULL_MODEL
SOUND[PROVIDER] = SOUND[PROVIDER].replace("[predefined-model]", "[predefined-model, customizable-model]")
SOUND[PROVIDER] += FULL_FORM.replace("{variable: a, value: b}", "{variable: __model_type, value: llm}")


def places(node: Node, path: Path = ()) -> Iterator[tuple[Path, ScalarNode, MapNode | None]]:
    """Every scalar and every key, a key with the map that it is in."""
    if isinstance(node, ScalarNode):
        yield path, node, None
    elif isinstance(node, ListNode):
        for number, item in enumerate(node.items):
            yield from places(item, (*path, number))
    else:
        for key, value in node.entries:
            yield (*path, key.text), key, node
            yield from places(value, (*path, key.text))


def mutations(seed: int = 4) -> Iterator[Mutation]:
    """Every slip."""
    chosen = random.Random(seed)
    for name in FILES:
        text = SOUND[name]
        root, _ = read_foreign(name, text)
        assert root is not None
        for path, node, inside in places(root):
            if inside is None:
                yield from _in_scalar(name, path, node, chosen)
            else:
                yield from _in_key(name, path, node, inside, chosen)
    for name, old, new in RANGES:
        text = SOUND[name]
        number = text[: text.index(old)].count("\n") + 1
        yield Mutation(RANGE, name, text.replace(old, new, 1), range(number, number + 1), note=f"{old} → {new}")


def _in_scalar(name: str, path: Path, node: ScalarNode, chosen: random.Random) -> Iterator[Mutation]:
    lines, columns = _stretch(node.span)
    yield Mutation(MAP, name, with_text(SOUND[name], node.span, "{a: 1}"), lines, columns, note=str(path))
    word = [step for step in path if isinstance(step, str)][-1]
    if word in WORDS or (word in ("type", "language", "mode") and name != SPEECH):
        for _ in range(ROUNDS):
            made = misspelt(node.text, chosen)
            yield Mutation(WORD, name, with_text(SOUND[name], node.span, made), lines, columns, node.text, made)


def _in_key(name: str, path: Path, node: ScalarNode, inside: MapNode, chosen: random.Random) -> Iterator[Mutation]:
    text = SOUND[name]
    lines, columns = _stretch(node.span)
    for _ in range(ROUNDS):
        made = misspelt(node.text, chosen)
        yield Mutation(KEY, name, with_text(text, node.span, made), lines, columns, node.text, f"{path} → {made}")
    value = inside.get(node.text)
    assert value is not None
    fewer = without(text, node.span, value.span)
    required = node.text in REQUIRED and (name, node.text) not in OPTIONAL
    if required and len(inside.entries) > 1 and fewer != text and read_foreign(name, fewer)[0]:
        whole = range(inside.span.line, inside.span.end_line + 1)
        yield Mutation(LEFT_OUT, name, fewer, whole, note=str(path))
    twice = doubled(text, node.span, value.span)
    if twice is not None:
        yield Mutation(TWICE, name, *twice, note=str(path))


def _stretch(span: Span) -> tuple[range, range]:
    return range(span.line, span.end_line + 1), range(span.column, span.end_column)


def _found(name: str, text: str) -> list[Finding]:
    files = {one: (text if one == name else whole).encode() for one, whole in SOUND.items()}
    return check_layout(layout_of(in_memory(".", files)))


SAID_OF_SOUND = frozenset((one.code, one.message) for one in _found(MODEL, FULL_MODEL))


def said(one: Mutation) -> list[Finding]:
    """What `check` says of a slip."""
    return [finding for finding in _found(one.file, one.text) if (finding.code, finding.message) not in SAID_OF_SOUND]
