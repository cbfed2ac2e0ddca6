"""Edits of texts as people write them: what changes is what has to, and what cannot be done rightly is refused."""

from __future__ import annotations

import pytest
from difyspec.diagnostics.fix import (
    AddKey,
    Edit,
    InsertItems,
    Number,
    Pairs,
    RemoveKey,
    RemoveShadowed,
    RenameKey,
    ReplaceItem,
    SetValue,
    safe,
)
from difyspec.edit.fixing import PLUGIN, SPEC, Applied, Reader, apply_fixes
from difyspec.source import SourceFile


def applied(text: str, *edits: Edit, reader: Reader = PLUGIN) -> Applied:
    """Each edit as a fix of its own."""
    return apply_fixes(SourceFile("x", text, reader.read(text)), [safe("x", edit) for edit in edits], reader)


MADE: dict[str, tuple[str, tuple[Edit, ...], str]] = {
    "a scalar keeps its quotes": (
        "a: 'x'  # c\nb: \"y\"\n",
        (SetValue(("a",), "z"), SetValue(("b",), "w")),
        "a: 'z'  # c\nb: \"w\"\n",
    ),
    "a quote within quotes": ("a: 'x'\n", (SetValue(("a",), "it's"),), "a: 'it''s'\n"),
    "a text that looks like a number": ("a: 3.10\n", (SetValue(("a",), "3.10"),), "a: '3.10'\n"),
    "a number for a text": ("a: '5'\n", (SetValue(("a",), Number("5")),), "a: 5\n"),
    "nothing yet": ("a:\nb: 1\n", (SetValue(("a",), "x"),), "a: x\nb: 1\n"),
    "nothing yet, with a comment": ("a: # c\nb: 1\n", (SetValue(("a",), "x"),), "a: x # c\nb: 1\n"),
    "nothing yet, within braces": ("{a: , b: 1}\n", (SetValue(("a",), "x"),), "{a: x , b: 1}\n"),
    "a text with a comma, within braces": ("a: {b: x}\n", (SetValue(("a", "b"), "x, y"),), "a: {b: 'x, y'}\n"),
    "a folded text": ("a: >\n  x\n  y\n\n# c\nb: 1\n", (SetValue(("a",), "z"),), "a: z\n\n# c\nb: 1\n"),
    "windows": (
        "a: 1\r\nb:\r\n  - x # c\r\n  - y\r\n",
        (ReplaceItem(("b", 0)), AddKey((), "c", "z")),
        "a: 1\r\nb:\r\n  # c\r\n  - y\r\nc: z\r\n",
    ),
    "no line break at the end": ("a: 1\nb: 2", (AddKey((), "c", True),), "a: 1\nb: 2\nc: true"),
    "no line break at the end, less": ("a: 1\nb: 2", (RemoveKey(("b",)),), "a: 1"),
    "other letters before": (
        "a: 密钥  # 密\nb: {c: 🙂, d: 1}\n",
        (RemoveKey(("b", "c")), RenameKey(("a",), "k")),
        "k: 密钥  # 密\nb: {d: 1}\n",
    ),
    "the last pair in braces": ("a: {b: 1, c: 2}\n", (RemoveKey(("a", "c")),), "a: {b: 1}\n"),
    "braces over lines": (
        "a: {\n  b: 1,  # one\n  c: 2,\n}\n",
        (RemoveKey(("a", "b")),),
        "a: {\n  # one\n  c: 2,\n}\n",
    ),
    "a block with comments in it": (
        "a:\n  b:\n    # above\n    c: 1  # beside\n\n  d: 2\n",
        (RemoveKey(("a", "b")),),
        "a:\n    # above\n  # beside\n\n  d: 2\n",
    ),
    "the first pair of an item": ("- a: 1\n  b: 2\n", (RemoveKey((0, "a")),), "- b: 2\n"),
    "an item of items": ("- - a\n  - b\n- - c\n", (ReplaceItem((0, 0)),), "- - b\n- - c\n"),
    "two of three items": ("a: [x, y, z]\n", (ReplaceItem(("a", 0)), ReplaceItem(("a", 1))), "a: [z]\n"),
    "all items in brackets": ("a: [x]\n", (ReplaceItem(("a", 0)),), "a: []\n"),
    "an item becomes two": ("- a\n-   b # c\n", (ReplaceItem((1,), ("x", "z")),), "- a\n-   x\n- z # c\n"),
    "items at the end of a block": (
        "a:\n- x\n# of x? of b?\nb: 1\n",
        (InsertItems(("a",), 1, ("z",)),),
        "a:\n- x\n- z\n# of x? of b?\nb: 1\n",
    ),
    "items before others, and their comments": (
        "a:\n  # of x\n  - x\n",
        (InsertItems(("a",), 0, ("w",)),),
        "a:\n  - w\n  # of x\n  - x\n",
    ),
    "items in empty brackets": ("a: []\n", (InsertItems(("a",), 0, ("x", "yes")),), "a: [x, 'yes']\n"),
    "items in brackets over lines": (
        "a: [\n  x,\n  z\n]\n",
        (InsertItems(("a",), 1, ("yy",)), InsertItems(("a",), 2, ("zz",))),
        "a: [\n  x,\n  yy,\n  z,\n  zz\n]\n",
    ),
    "a list out of nothing": ("# only this", (InsertItems((), 0, ("x",)),), "# only this\n- x\n"),
    "a map to a block": (
        "a:\n  b: 1\nc: 2\n",
        (AddKey(("a",), "label", Pairs((("en_US", "X: y"),))),),
        "a:\n  b: 1\n  label:\n    en_US: 'X: y'\nc: 2\n",
    ),
    "a list to a block": ("a: 1\n", (AddKey((), "b", ("x", Pairs((("z", Number("1")),)))),), "a: 1\nb: [x, {z: 1}]\n"),
    "behind a key with comments of its own": (
        "- a:\n    - 1\n    # of a\n  # of b\n  b: 1\n",
        (AddKey((0,), "c", "x", ("a",)),),
        "- a:\n    - 1\n    # of a\n  c: x\n  # of b\n  b: 1\n",
    ),
    "a quoted key": ("'a': 1\n", (RenameKey(("a",), "b"),), "'b': 1\n"),
    "the key that does not count": ("a:\n  - 1 # one\nb: 2\na: 3\n", (RemoveShadowed(("a",)),), "# one\nb: 2\na: 3\n"),
    "the key that does not count, in braces": ("{a: 1, b: 2, a: 3}\n", (RemoveShadowed(("a",)),), "{b: 2, a: 3}\n"),
    "what an anchor names, for all that refer to it": (
        "a: &x {b: 1}\nc: *x\nd: 2\n",
        (SetValue(("a", "b"), Number("5")), SetValue(("c", "b"), Number("5"))),
        "a: &x {b: 5}\nc: *x\nd: 2\n",
    ),
    "beside a merge": (
        "a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n",
        (SetValue(("c", "d"), Number("3")),),
        "a: &x {b: 1}\nc:\n  <<: *x\n  d: 3\n",
    ),
    "a document with marks": (
        "%YAML 1.1\n---\na: 1\n...\n",
        (SetValue(("a",), Number("2")),),
        "%YAML 1.1\n---\na: 2\n...\n",
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_made(name: str) -> None:
    text, edits, expected = MADE[name]
    made = applied(text, *edits)
    assert made.text == expected
    assert made.refused == []
    assert [edit for fix in made.done for edit in fix.edits] != []


REFUSED: dict[str, tuple[str, Edit]] = {
    "one of several aliases": ("a: &x {b: 1}\nc: *x\n", SetValue(("a", "b"), Number("5"))),
    "an alias": ("a: &x 1\nc: *x\n", SetValue(("c",), Number("5"))),
    "an anchor that is needed": ("a: &x 1\nc: *x\n", SetValue(("a",), Number("5"))),
    "a pair with an anchor that is needed": ("a: &x 1\nc: *x\n", RemoveKey(("a",))),
    "what a merge brings": ("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", SetValue(("c", "b"), Number("5"))),
    "what a merge brings, removed": ("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", RemoveKey(("c", "b"))),
    "a comment would be lost": ("- a: 1  # c\n  b: 2\n", RemoveKey((0, "a"))),
    "a whole block": ("a:\n  b: 1\n", SetValue(("a",), "x")),
    "nothing would be left": ("a:\n  b: 1\n", RemoveKey(("a", "b"))),
    "nothing would be left of a list": ("- a\n", ReplaceItem((0,))),
    "a name that is taken": ("a: 1\nb: 2\n", RenameKey(("a",), "b")),
    "no such place": ("a: 1\n", SetValue(("b",), "x")),
    "no such item": ("a: [1]\n", ReplaceItem(("a", 3))),
    "no map": ("a: [1]\n", AddKey(("a",), "b", "x")),
    "no key that is given twice": ("a: 1\n", RemoveShadowed(("a",))),
    "an explicit key": ("? a\n: 1\n", RemoveKey(("a",))),
    "an unusual line break": ("a: 1 # x\u2028b\n", SetValue(("a",), Number("2"))),
    "null that is written out": ("null\n", InsertItems((), 0, ("x",))),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    text, edit = REFUSED[name]
    made = applied(text, edit)
    assert made.text == text
    assert [fix.edits for fix, _ in made.refused] == [(edit,)]
    assert made.done == []


def test_a_bad_fix_does_not_keep_others_from_being_made() -> None:
    good = [SetValue((name,), Number("2")) for name in "abcd"]
    made = applied("a: 1\nb: 1\nc: 1\nd: 1\ne: &x 1\nf: *x\n", *good[:2], RemoveKey(("e",)), *good[2:])
    assert made.text == "a: 2\nb: 2\nc: 2\nd: 2\ne: &x 1\nf: *x\n"
    assert [fix.edits for fix, _ in made.refused] == [(RemoveKey(("e",)),)]


def test_what_concerns_the_same_characters_waits() -> None:
    made = applied(
        "a: {b: 1}\n", SetValue(("a", "b"), Number("2")), RenameKey(("a", "b"), "c"), AddKey(("a",), "d", "x")
    )
    assert made.text == "a: {c: 2, d: x}\n"
    made = applied("a: {b: 1, c: 2}\nd: 1\n", RemoveKey(("a", "b")), RemoveKey(("a",)))
    assert (made.text, len(made.done), made.refused) == ("a: {c: 2}\nd: 1\n", 1, []) or made.text == "d: 1\n"
    assert len(made.done) == 1


def test_specs_are_read_as_specs() -> None:
    text = "models: {llm: {predefined: [a: {use: chatt}]}}\npattern: *llama\n"
    made = applied(text, SetValue(("models", "llm", "predefined", 0, "a", "use"), "chat"), reader=SPEC)
    assert made.text == text.replace("chatt", "chat")
    assert applied("on: yes\n", RenameKey(("on",), "off"), reader=SPEC).text == "'off': yes\n"
