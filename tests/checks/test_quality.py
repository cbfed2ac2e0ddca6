"""Sound declarations with one slip at a time: is there a finding, is it at the slip, does it name what was meant?

Operators: a key misspelt; a word of a closed vocabulary misspelt; a key given twice; a key that a loader requires taken
away; a scalar turned into a map; a number beyond its limit. Left out, by operator: words that anything may stand for
(names, labels, ids of voices), and keys that no program requires, when they are taken away.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from difyspec.checks import check_layout
from difyspec.diagnostics import Finding, Span
from difyspec.layout import layout_of
from difyspec.layout.tree import Path
from difyspec.source import ListNode, MapNode, Node, ScalarNode, in_memory
from difyspec.source.foreign import read_foreign

from tests.checks.archive import BASE
from tests.loaders.test_against_sdk import FULL_FORM

PROVIDER, MODEL, SPEECH = "provider/acme.yaml", "models/llm/acme-chat.yaml", "models/tts/acme-voice.yaml"
FULL_MODEL = """model: acme-chat
label:
  en_US: Acme Chat
  zh_Hans: 聊天
model_type: llm
features:
  - tool-call
  - vision
  - stream-tool-call
model_properties:
  mode: chat
  context_size: 131072
parameter_rules:
  - name: temperature
    use_template: temperature
    label:
      en_US: Temperature
    type: float
    default: 0.7
    min: 0
    max: 2
    precision: 2
  - name: style
    type: string
    label:
      en_US: Style
    help:
      en_US: Help
    options: [a, b]
    default: a
    required: false
  - name: max_tokens
    use_template: max_tokens
    label:
      en_US: Max
    type: int
    default: 512
    min: 1
    max: 4096
pricing:
  input: '0.5'
  output: '1.5'
  unit: '0.000001'
  currency: USD
"""
SOUND = {name: data.decode() for name, data in BASE.files.items()}
SOUND[MODEL] = FULL_MODEL
SOUND[PROVIDER] = SOUND[PROVIDER].replace("[predefined-model]", "[predefined-model, customizable-model]")
SOUND[PROVIDER] += FULL_FORM.replace("{variable: a, value: b}", "{variable: __model_type, value: llm}")
FILES = ("manifest.yaml", PROVIDER, MODEL, SPEECH)
WORDS = ("model_type", "use_template", "features", "supported_model_types", "configurate_methods", "arch", "currency")
REQUIRED = (
    *("version", "type", "author", "name", "label", "description", "icon", "created_at", "resource", "plugins", "meta"),
    *(
        "memory",
        "arch",
        "runner",
        "language",
        "entrypoint",
        "en_US",
        "provider",
        "supported_model_types",
        "extra",
        "python",
    ),
    *("configurate_methods", "variable", "credential_form_schemas", "provider_source", "model", "model_type"),
    *("model_properties", "input", "unit", "currency", "mode", "context_size"),
)
RANGES = (
    ("default: 0.7", "default: 2.5"),
    ("default: 0.7", "default: 0.123"),
    ("default: 512", "default: 5000"),
    ("default: a", "default: c"),
    ("min: 1", "min: 9000"),
    ("max: 4096", "max: 999999"),
    ("context_size: 131072", "context_size: -1"),
    ("unit: '0.000001'", "unit: '1000'"),
    ("input: '0.5'", "input: '-0.5'"),
)


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


def misspelt(word: str, chosen: random.Random) -> str:
    """A word with one letter left out, twice, swapped or wrong."""
    while True:
        at = chosen.randrange(len(word))
        start, letter, rest = word[:at], word[at], word[at + 1 :]
        made = chosen.choice(
            (start + rest, start + letter + letter + rest, start + "q" + rest, start + rest[:1] + letter + rest[1:])
        )
        if made not in (word, ""):
            return made


def with_text(text: str, span: Span, new: str) -> str:
    """The text with something else at a place on one line."""
    lines = text.split("\n")
    line = lines[span.line - 1]
    lines[span.line - 1] = line[: span.column - 1] + new + line[span.end_column - 1 :]
    return "\n".join(lines)


def without(text: str, first: Span, last: Span) -> str:
    """The text without the lines of a block, or without a stretch of one line."""
    lines = text.split("\n")
    if first.line == last.end_line and (
        lines[first.line - 1].count("{") or lines[first.line - 1].lstrip().startswith("- ")
    ):
        line = lines[first.line - 1]
        lines[first.line - 1] = line[: first.column - 1] + line[last.end_column - 1 :].removeprefix(", ")
    else:
        del lines[first.line - 1 : last.end_line]
    return "\n".join(lines)


def check(name: str, text: str) -> list[Finding]:
    files = {one: (text if one == name else whole).encode() for one, whole in SOUND.items()}
    return check_layout(layout_of(in_memory(".", files)))


class Score:
    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.misses: list[str] = []

    def judge(self, slip: str, name: str, text: str, lines: range, meant: str | None = None) -> None:
        found = [one for one in check(name, text) if (one.code, one.message) not in KNOWN]
        here = [one for one in found if one.span.file == name and one.span.line in lines]
        named = meant is None or any(one.suggestion == meant for one in here)
        self.counts["slips"] += 1
        self.counts["found"] += bool(found)
        self.counts["placed"] += bool(here)
        self.counts["to name"] += meant is not None
        self.counts["named"] += meant is not None and named
        if not (here and named):
            self.misses.append(f"{slip}: {[(str(one.span), one.message) for one in found][:2]}")


KNOWN = {(one.code, one.message) for one in check(MODEL, FULL_MODEL)}


def slips(score: Score) -> None:
    chosen = random.Random(4)
    for name in FILES:
        text = SOUND[name]
        root, _ = read_foreign(name, text)
        assert root is not None
        for path, node, inside in places(root):
            here = range(node.span.line, node.span.end_line + 1)
            word = [step for step in path if isinstance(step, str)][-1]
            if inside is not None:
                made = misspelt(node.text, chosen)
                score.judge(f"key {path} → {made}", name, with_text(text, node.span, made), here, node.text)
                value = inside.get(node.text)
                assert value is not None
                twice = without(text, node.span, value.span)
                if word in REQUIRED and len(inside.entries) > 1 and twice != text and read_foreign(name, twice)[0]:
                    whole = range(inside.span.line, inside.span.end_line + 1)
                    score.judge(f"without {path}", name, twice, whole)
                if not inside.flow and isinstance(value, ScalarNode) and value.span.line == node.span.line:
                    line = text.split("\n")[node.span.line - 1]
                    copy = " " * (node.span.column - 1) + line[node.span.column - 1 :]
                    doubled = "\n".join(
                        [*text.split("\n")[: node.span.line], copy, *text.split("\n")[node.span.line :]]
                    )
                    score.judge(f"twice {path}", name, doubled, range(here.start, here.stop + 1))
                continue
            score.judge(f"map at {path}", name, with_text(text, node.span, "{a: 1}"), here)
            if word in WORDS or (word in ("type", "language", "mode") and name != SPEECH):
                made = misspelt(node.text, chosen)
                score.judge(f"word {path} → {made}", name, with_text(text, node.span, made), here, node.text)
    for old, new in RANGES:
        number = FULL_MODEL[: FULL_MODEL.index(old)].count("\n") + 1
        score.judge(f"{old} → {new}", MODEL, FULL_MODEL.replace(old, new, 1), range(number, number + 1))


def test_slips_are_found_placed_and_named() -> None:
    score = Score()
    slips(score)
    counts = score.counts
    report = f"{dict(counts)}\n" + "\n".join(score.misses)
    assert counts["slips"] > 400, report
    assert counts["found"] >= 0.98 * counts["slips"], report
    assert counts["placed"] >= 0.98 * counts["slips"], report
    assert counts["named"] >= 0.95 * counts["to name"], report
