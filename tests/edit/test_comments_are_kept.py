"""Comments anywhere in a spec survive formatting, at what they belong to."""

from __future__ import annotations

import re

import pytest
from difyspec.edit import format_spec
from difyspec.source import ScalarNode, Style
from difyspec.source.comments import comments
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.edit.comparing import content, remarks, source

SPEC = """\
spec: 1
provider: acme
label: [Acme, 艾克米]
credentials:
  provider:
    - api_key
    - region: {type: select, default: cn, options: [cn: [China, 中国], us: US]}
parameters:
  top_k:
    type: int
    help: |
      One line # no comment.
      Another line.
  seed: {type: int, label: 'Seed # no comment'}
models:
  llm:
    pricing: USD per 1M
    profiles:
      chat: {mode: chat, features: [agent-thought, tool-call], parameters: [temperature, top_k,
        max_tokens: {default: 512}]}
    predefined:
      - acme-large: {use: chat, context_size: 131072, price: 0.10/0.20}
      - acme-small:
          use: chat
          context_size: 8192
          features: [+vision, -tool-call]
transport:
  endpoint: https://api.acme.example/v1#part
  llm:
    protocol: openai.chat
    send:
      - {when: param.seed, drop: [seed]}
raw:
  manifest: {verified: true}
"""
LINES = SPEC.splitlines()
BLOCK = {number for number, line in enumerate(LINES) if line.startswith("      ") and "line" in line}


def test_formatting_this_spec_changes_little() -> None:
    made = format_spec(source(SPEC))
    assert content(source(made).root) == content(source(SPEC).root)
    assert format_spec(source(made)) == made


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(LINES)), st.integers(0, 12), st.booleans()), min_size=1, max_size=8))
def test_any_comments(places: list[tuple[int, int, bool]]) -> None:
    lines = list(LINES)
    for number, (place, indent, beside) in enumerate(sorted(places, reverse=True)):
        inside = place in BLOCK or place - 1 in BLOCK
        if beside and place < len(LINES) and place not in BLOCK and not lines[place].endswith("|"):
            lines[place] += f"  # note {number}"
        elif not inside:
            lines.insert(place, " " * indent + f"# note {number}")
    text = "\n".join(lines) + "\n"
    made = format_spec(source(text))
    assert content(source(made).root) == content(source(SPEC).root)
    assert remarks(made) == remarks(text)
    assert format_spec(source(made)) == made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# file\n\nprovider: a\nspec: 1\n", "# file\n\nspec: 1\nprovider: a\n"),
        ("# about a\nprovider: a\nspec: 1\n", "spec: 1\n# about a\nprovider: a\n"),
        ("provider: a   # why\nspec: 1\n# end\n", "spec: 1\nprovider: a  # why\n\n# end\n"),
        ("#!x\nspec: 1\n", "#!x\nspec: 1\n"),
        (
            "models:\n  llm:\n    predefined:\n      - a\n      # - b\n\n      - c\n",
            "models:\n  llm:\n    predefined:\n      - a\n      # - b\n\n      - c\n",
        ),
        (
            "models:\n  llm:\n    predefined:\n      - a\n      # last\n    pricing: USD per 1M\n",
            "models:\n  llm:\n    pricing: USD per 1M\n    predefined:\n      - a\n      # last\n",
        ),
        (
            "models: {llm: {predefined: [a: {use: chat, # why\n  price: 1/2}]}}\n",
            "models:\n  llm:\n    predefined:\n      - a:\n          use: chat  # why\n          price: 1/2\n",
        ),
        ("groups: # sets\n  big: [a*]\n", "groups:  # sets\n  big: [a*]\n"),
    ],
)
def test_where_comments_go(before: str, after: str) -> None:
    assert format_spec(source(before)) == after


def test_signs_of_comments_within_texts_are_no_comments() -> None:
    text = "a: 'x # y'  # one\nb: x#y\nc: |  # two\n  z # z\n\n# three\nd: \"# q\"\n"
    found = comments(text, source(text).root)
    assert [(one.line, one.text, one.alone) for one in found] == [
        (1, " one", False),
        (3, " two", False),
        (6, " three", True),
    ]
    assert not re.search("[zq]", "".join(one.text for one in found))


def test_a_literal_block_stays_one() -> None:
    made = format_spec(source(SPEC))
    root = source(made).root
    styles = {node.style for node in _scalars(root) if "Another line" in node.text}
    assert styles == {Style.LITERAL}


def _scalars(node: object) -> list[ScalarNode]:
    if isinstance(node, ScalarNode):
        return [node]
    inner = getattr(node, "items", None) or [one for pair in getattr(node, "entries", ()) for one in pair]
    return [found for one in inner for found in _scalars(one)]
