"""A model more in a spec: one line, written like its neighbours, and everything else byte for byte as it was."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from difyspec.edit.adding.errors import AddError
from difyspec.edit.adding.model import NewModel
from difyspec.edit.adding.models import Addition, Where, add_model
from difyspec.source import SourceFile, read_text
from hypothesis import given
from hypothesis import strategies as st

NEW = NewModel("new", (("use", "chat"), ("context_size", "8192"), ("price", "1/2")))
LINE = "new: {use: chat, context_size: 8192, price: 1/2}"


def file(text: str, name: str = "provider.yaml") -> SourceFile:
    found, findings = read_text(name, text)
    assert not findings, findings
    return found


def add(text: str, where: Where | None = None, model: NewModel = NEW, type_: str = "llm") -> Addition:
    return add_model([file(text)], type_, model, where or Where())


def inserted(before: str, after: str) -> list[tuple[int, str]]:
    """The new lines with their numbers; all others must be there, in order."""
    old, new = before.splitlines(), after.splitlines()
    found: list[tuple[int, str]] = []
    for number, line in enumerate(new, 1):
        if old and line == old[0]:
            old.pop(0)
        else:
            found.append((number, line))
    assert not old, f"lost: {old}"
    return found


PLAIN = """\
spec: 1
models:
  llm:
    predefined:
      # small ones
      - a: {use: chat, context_size: 1}  # the first
      - b: {use: chat, context_size: 2}
        # a note on b
      # large ones

      # the largest
      - c:
          use: chat
          context_size: 3
          # a note on its size
    overrides: []  # none
transport: {}
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (Where(), 16),
        (Where(first=True), 5),
        (Where(after="a"), 7),
        (Where(after="b"), 9),
        (Where(after="c"), 16),
        (Where(before="a"), 5),
        (Where(before="b"), 7),
        (Where(before="c"), 11),
    ],
)
def test_the_place_in_a_list(where: Where, line: int) -> None:
    made = add(PLAIN, where)
    assert inserted(PLAIN, made.text) == [(line, f"      - {LINE}")]
    assert made.line == line


STYLES = [
    ("      -   a: {use: chat}\n", f"      -   {LINE}"),
    ("      - a: {use: chat}\n      - bbbb: {use: chat}\n", f"      - {LINE}"),
    (
        "      - a:    {use: chat, price: 1}\n      - bbbb: {use: chat, price: 1}\n",
        "      - new:  {use: chat, context_size: 8192, price: 1/2}",
    ),
    ("      - a: { use: chat }\n", "      - new: { use: chat, context_size: 8192, price: 1/2 }"),
    ("      - a: {price: 1, use: chat}\n", "      - new: {price: 1/2, context_size: 8192, use: chat}"),
    (
        "      - a: {price: 1}\n      - b: {context_size: 1, use: chat}\n",
        "      - new: {context_size: 8192, use: chat, price: 1/2}",
    ),
    ("      - a\n", f"      - {LINE}"),
    ("      - 'a'\n      -\n        b:\n          use: chat\n", f"      - {LINE}"),
    ("    - a: {use: chat}\n", f"    - {LINE}"),
]


@pytest.mark.parametrize(("items", "line"), STYLES)
def test_the_style_of_the_neighbours(items: str, line: str) -> None:
    text = f"models:\n  llm:\n    predefined:\n{items}    custom: {{mode: chat}}\n"
    assert [one for _, one in inserted(text, add(text).text)] == [line]


def test_keys_that_stand_below_each_other() -> None:
    text = "models:\n  llm:\n    predefined:\n      - aaa: {use: chat, price: 1}\n      - bbb: {use: c,    price: 2}\n"
    made = add(text, model=NewModel("new", (("use", "cc"), ("price", "1/2"))))
    assert made.text == f"{text}      - new: {{use: cc,   price: 1/2}}\n"


@pytest.mark.parametrize(
    ("columns", "written"),
    [
        ((), "- new"),
        ((("label", "'a, b'"),), "- new: {label: 'a, b'}"),
        ((("source", "x"), ("deprecated", "true"), ("use", "chat")), "- new: {use: chat, deprecated: true, source: x}"),
    ],
)
def test_columns(columns: tuple[tuple[str, str], ...], written: str) -> None:
    text = "models:\n  llm:\n    predefined:\n      - a\n"
    assert add(text, model=NewModel("new", columns)).text == f"{text}      {written}\n"


@pytest.mark.parametrize(
    ("id_", "block", "flow"),
    [
        ("a/b:c", "a/b:c", "a/b:c"),
        ("true", "'true'", "'true'"),
        ("1.5", "'1.5'", "'1.5'"),
        ("it's", "it's", "it's"),
        ("a, b", "a, b", "'a, b'"),
        ("a: b", "'a: b'", "'a: b'"),
        ("-dash", "'-dash'", "'-dash'"),
        ("何か", "何か", "何か"),
        ("*star", "'*star'", "'*star'"),
        ("what?", "what?", "'what?'"),
    ],
)
def test_ids_that_need_quotes(id_: str, block: str, flow: str) -> None:
    model = NewModel(id_, (("use", "chat"),))
    text = "models:\n  llm:\n    predefined:\n      - a\n"
    assert add(text, model=model).text == f"{text}      - {block}: {{use: chat}}\n"
    text = "models: {llm: {predefined: [a]}}\n"
    assert add(text, model=model).text == f"models: {{llm: {{predefined: [a, {flow}: {{use: chat}}]}}}}\n"


FLOW = [
    ("[a, b]", Where(), f"[a, b, {LINE}]"),
    ("[a, b]", Where(first=True), f"[{LINE}, a, b]"),
    ("[a, b]", Where(before="b"), f"[a, {LINE}, b]"),
    ("[a: {x: 1}, b]", Where(after="a"), f"[a: {{x: 1}}, {LINE}, b]"),
    ("[a, b,]", Where(), f"[a, b, {LINE},]"),
    ("[\n      a,\n      b\n    ]", Where(), f"[\n      a,\n      b,\n      {LINE}\n    ]"),
    ("[\n      a,\n      b,\n    ]", Where(), f"[\n      a,\n      b,\n      {LINE},\n    ]"),
    ("[\n      a,  # one\n      b  # two\n    ]", Where(), f"[\n      a,  # one\n      b,  # two\n      {LINE}\n    ]"),
    (
        "[\n      a,  # one\n      b  # two\n    ]",
        Where(after="a"),
        f"[\n      a,  # one\n      {LINE},\n      b  # two\n    ]",
    ),
    ("[\n      a,\n      b\n    ]", Where(before="b"), f"[\n      a,\n      {LINE},\n      b\n    ]"),
    ("[\n      a,\n      b]", Where(), f"[\n      a,\n      b,\n      {LINE}]"),
]


@pytest.mark.parametrize(("before", "where", "after"), FLOW)
def test_lists_in_brackets(before: str, where: Where, after: str) -> None:
    frame = "models:\n  llm:\n    predefined: {}\n    custom:\n      mode: chat\n"
    assert add(frame.replace("{}", before), where).text == frame.replace("{}", after)


MISSING = [
    # nothing, or an empty list
    ("models:\n  llm:\n    predefined: []\n", f"models:\n  llm:\n    predefined:\n      - {LINE}\n"),
    ("models:\n  llm:\n    predefined: []  # none\n", f"models:\n  llm:\n    predefined:  # none\n      - {LINE}\n"),
    (
        "models:\n  llm:\n    predefined:\n    custom: {}\n",
        f"models:\n  llm:\n    predefined:\n      - {LINE}\n    custom: {{}}\n",
    ),
    ("models: {llm: {predefined: []}}\n", f"models: {{llm: {{predefined: [{LINE}]}}}}\n"),
    # no list
    ("models:\n  llm:\n    custom: {}\n", f"models:\n  llm:\n    predefined:\n      - {LINE}\n    custom: {{}}\n"),
    ("models: {llm: {custom: {}}}\n", f"models: {{llm: {{predefined: [{LINE}], custom: {{}}}}}}\n"),
    ("models: {llm: {pricing: x}}\n", f"models: {{llm: {{pricing: x, predefined: [{LINE}]}}}}\n"),
    ("models:\n  llm: {}\n", f"models:\n  llm: {{predefined: [{LINE}]}}\n"),
    ("models:\n  llm:\n  tts: {}\n", f"models:\n  llm:\n    predefined:\n      - {LINE}\n  tts: {{}}\n"),
    # no section of the type
    (
        "models:\n  tts:\n    predefined: [t]\n",
        f"models:\n  llm:\n    predefined:\n      - {LINE}\n  tts:\n    predefined: [t]\n",
    ),
    ("models: {tts: {predefined: [t]}}\n", f"models: {{llm: {{predefined: [{LINE}]}}, tts: {{predefined: [t]}}}}\n"),
    # no models
    (
        "spec: 1\nprovider: x\ntransport: {}\n",
        f"spec: 1\nprovider: x\nmodels:\n  llm:\n    predefined:\n      - {LINE}\ntransport: {{}}\n",
    ),
    ("transport: {}\n", f"models:\n  llm:\n    predefined:\n      - {LINE}\ntransport: {{}}\n"),
]


# New lines are marked with a plus.
BLOCKS = [
    """\
models:
  llm:
    profiles:
      chat: {mode: chat}
      # the end of profiles
+    predefined:
+      - LINE
    # who knows
    custom: {}
""",
    """\
spec: 1
provider: x

groups:
  a: [b]
+
+models:
+  llm:
+    predefined:
+      - LINE

# how
transport:
  llm: openai.chat
""",
]


@pytest.mark.parametrize("marked", BLOCKS)
def test_sections_that_are_made(marked: str) -> None:
    lines = marked.replace("LINE", LINE).splitlines(keepends=True)
    before = "".join(line for line in lines if not line.startswith("+"))
    assert add(before).text == "".join(line.removeprefix("+") for line in lines)


@pytest.mark.parametrize(("before", "after"), MISSING)
def test_what_is_missing_is_made(before: str, after: str) -> None:
    assert add(before).text == after


def test_a_type_goes_between_its_neighbours() -> None:
    text = "models:\n  llm:\n    predefined: [a]\n  tts:\n    predefined: [t]\n"
    made = add(text, type_="rerank", model=NewModel("r"))
    assert made.text == text.replace("  tts:", "  rerank:\n    predefined:\n      - r\n  tts:")


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_line_breaks_stay_as_they_are(line_break: str, last: bool) -> None:
    lines = ["models:", "  llm:", "    predefined:", "      - a: {use: chat}"]
    text = line_break.join(lines) + (line_break if last else "")
    made = add(text).text
    assert made == line_break.join([*lines, f"      - {LINE}"]) + (line_break if last else "")


def test_of_several_files_the_one_with_the_list() -> None:
    files = [
        file("spec: 1\nmodels: {tts: {predefined: [t]}}\n"),
        file("models:\n  llm:\n    custom: {mode: chat}\n", "custom.yaml"),
        file("models:\n  llm:\n    predefined:\n      - a\n", "models.yaml"),
    ]
    assert add_model(files, "llm", NEW, Where()).file == "models.yaml"
    assert add_model(files[:2], "llm", NEW, Where()).file == "custom.yaml"
    assert add_model(files[:1], "llm", NEW, Where()).file == "provider.yaml"


REFUSED: Sequence[tuple[str, Where, str, str | None]] = [
    (PLAIN.replace("- a:", "- new:"), Where(), "is there already, at provider.yaml:6", None),
    ("models: {llm: {base: [new], predefined: [a]}}\n", Where(), "is there already, at provider.yaml:1", None),
    (PLAIN, Where(after="aa"), "there is no llm model 'aa' to put it beside", "a"),
    ("models: {llm: {custom: {}}}\n", Where(before="a"), "there is no llm model 'a' yet", None),
    ("models: [llm]\n", Where(), "has no map at `models`", None),
    ("models: {llm: {predefined: a}}\n", Where(), "has no map at `models`", None),
    ("x: &l [a]\nmodels:\n  llm:\n    predefined: *l\n", Where(), "refers to a list elsewhere", None),
    ("- a\n", Where(), "there is no spec", None),
]


@pytest.mark.parametrize(("text", "where", "said", "suggestion"), REFUSED)
def test_what_cannot_be_added(text: str, where: Where, said: str, suggestion: str | None) -> None:
    with pytest.raises(AddError, match=said) as refused:
        add(text, where)
    assert refused.value.suggestion == suggestion


NAMES = st.lists(st.sampled_from(["a", "bb", "c-3", "d/e", "f.7", "'9'"]), min_size=1, max_size=5, unique=True)
BODIES = st.sampled_from(
    ["", ": {use: chat}", ":   {use: chat,  price: 1}", ":\n          use: chat", ": # note\n          {use: x}"]
)
TAILS = st.sampled_from(["", "  # note", "\n        # below", "\n", "\n\n      # above the next"])


@given(
    NAMES,
    st.lists(BODIES, min_size=5, max_size=5),
    st.lists(TAILS, min_size=5, max_size=5),
    st.integers(0, 5),
    st.data(),
)
def test_everything_else_stays(
    names: list[str], bodies: list[str], tails: list[str], indent: int, data: st.DataObject
) -> None:
    items = "\n".join(f"      - {name}{body}{tail}" for name, body, tail in zip(names, bodies, tails, strict=False))
    text = f"models:\n  llm:\n    predefined:\n{items}\n{' ' * min(indent, 4)}# end\n"
    known = [name.strip("'") for name in names]
    where = data.draw(
        st.one_of(
            st.just(Where()),
            st.just(Where(first=True)),
            st.sampled_from(known).map(lambda one: Where(after=one)),
            st.sampled_from(known).map(lambda one: Where(before=one)),
        )
    )
    made = add(text, where, NewModel("new", (("use", "chat"),)))
    new = inserted(text, made.text)
    assert [number for number, _ in new] == [made.line]
    assert new[0][1].lstrip().startswith("- new:")
