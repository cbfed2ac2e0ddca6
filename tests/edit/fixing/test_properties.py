"""Edits of made-up texts: whatever comes out says what was meant, and nothing else has changed."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from difyspec.diagnostics.fix import (
    AddKey,
    Edit,
    InsertItems,
    Number,
    Path,
    RemoveKey,
    RenameKey,
    ReplaceItem,
    SetValue,
    safe,
)
from difyspec.edit.fixing import PLUGIN, Applied, apply_fixes
from difyspec.source import SourceFile
from difyspec.source.comments import comments

TEXTS = (
    "x",
    "yes",
    "3.10",
    "a: b",
    "- c",
    "it's",
    'say "so"',
    "密钥",
    "",
    " ",
    "#no",
    "a #b",
    "{",
    "*z",
    "tab\there",
    "two\nlines",
)
BREAKS = ("\n", "\r\n")


def written(rng: random.Random, data: Any, pad: str, breaks: str) -> str:
    """Data in one of the many ways to write it, with comments; what follows a key or a dash."""
    comment = f"  # {rng.randrange(1000)}" if rng.random() < 0.3 else ""
    if not isinstance(data, dict | list) or not data or rng.random() < 0.2:
        style = rng.choice([None, "'", '"'])
        flow = yaml.safe_dump(data, default_flow_style=True, allow_unicode=True, width=10_000, default_style=style)
        return f" {flow.removesuffix('...' + chr(10)).strip(chr(10))}{comment}{breaks}".replace("\n\n", "\n")
    inner = pad + " " * rng.choice([0, 2, 3]) if isinstance(data, list) and pad else pad + "  "
    lines = [comment + breaks]
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if rng.random() < 0.2:
            lines.append(f"{inner}# {rng.randrange(1000)}{breaks}")
        head = f"{inner}{key}:" if isinstance(data, dict) else f"{inner}-"
        lines.append(head + written(rng, value, inner + " ", breaks))
    return "".join(lines)


def made_up(rng: random.Random, depth: int = 0) -> Any:
    """Some data."""
    kind = rng.random()
    if depth == 0 or (depth < 4 and kind < 0.3):
        return {f"k{number}": made_up(rng, depth + 1) for number in range(rng.randrange(1, 5))}
    if depth < 4 and kind < 0.5:
        return [made_up(rng, depth + 1) for _ in range(rng.randrange(1, 4))]
    return rng.choice([*TEXTS[:-1], 1, 2.5, True, None])


def places(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every place within data."""
    yield path, data
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield from places(value, (*path, key))


def some_edit(rng: random.Random, data: Any) -> Edit | None:
    """An edit of some place in data."""
    path, value = rng.choice([one for one in places(data) if one[0]] or [((), data)])
    text = rng.choice(TEXTS)
    choices: list[Edit] = []
    if path:
        choices.append(SetValue(path, rng.choice([text, True, Number("0.001")])))
        last = path[-1]
        choices += [RemoveKey(path), RenameKey(path, "yes")] if isinstance(last, str) else []
        choices += [ReplaceItem(path), ReplaceItem(path, (text, Number("7")))] if isinstance(last, int) else []
    if isinstance(value, dict):
        choices.append(AddKey(path, "new", text, tuple(value)[:1]))
    if isinstance(value, list):
        choices.append(InsertItems(path, rng.randrange(len(value) + 1), (text,)))
    return rng.choice(choices) if choices else None


def plain(value: Any) -> Any:
    return (
        float(value.text)
        if isinstance(value, Number) and "." in value.text
        else int(value.text) if isinstance(value, Number) else value
    )


def done(data: Any, edit: Edit) -> Any:
    """The data with the edit made, told without any of what is tested."""
    parent = data
    for step in edit.path[:-1]:
        parent = parent[step]
    last: Any = edit.path[-1] if edit.path else None
    match edit:
        case SetValue(_, value):
            parent[last] = plain(value)
        case RemoveKey():
            del parent[last]
        case RenameKey(_, name):
            parent[name] = parent.pop(last)
        case ReplaceItem(_, values):
            parent[last : last + 1] = [plain(one) for one in values]
        case AddKey(_, key, value):
            (parent[last] if edit.path else data)[key] = plain(value)
        case InsertItems(_, index, values):
            parent[last][index:index] = list(values)
        case _:
            raise AssertionError(edit)
    return data


def case(seed: int) -> tuple[Any, str, Edit] | None:
    """Data, a text of it, and an edit; None where what was made up is no text of that data."""
    rng = random.Random(seed)
    data, breaks = made_up(rng), rng.choice(BREAKS)
    text = written(rng, data, "", breaks).lstrip(" \r\n")
    try:
        if yaml.safe_load(text) != data:
            return None
    except yaml.YAMLError:
        return None
    edit = some_edit(rng, data)
    return (data, text, edit) if edit is not None else None


CASES = {seed: found for seed in range(600) if (found := case(seed)) is not None}


def applied(text: str, edit: Edit) -> Applied:
    return apply_fixes(SourceFile("x", text, PLUGIN.read(text)), [safe("x", edit)], PLUGIN)


@pytest.mark.parametrize("seed", CASES)
def test_edits_do_what_they_say_or_nothing(seed: int) -> None:
    data, text, edit = CASES[seed]
    made = applied(text, edit)
    if made.done:
        assert yaml.safe_load(made.text) == done(copy.deepcopy(data), edit)
    else:
        assert made.text == text
        assert len(made.refused) == 1
    if "\r\n" in text:
        assert made.text.count("\r\n") == made.text.count("\n")
    before, after = (Counter(one.text for one in comments(one, PLUGIN.read(one))) for one in (text, made.text))
    assert before <= after
    old, new = Counter(text.splitlines()), Counter(made.text.splitlines())
    gone = old - new
    if isinstance(edit, SetValue | RenameKey):
        assert sum(gone.values()) <= text.count("\n") - made.text.count("\n") + 1
    if isinstance(edit, AddKey | InsertItems) and made.text.count("\n") > text.count("\n"):
        assert not gone or all(line.rstrip() in made.text for line in gone)


def test_most_edits_can_be_made() -> None:
    made = [bool(applied(text, edit).done) for _, text, edit in CASES.values()]
    assert len(made) > 200
    assert sum(made) > 0.8 * len(made), (sum(made), len(made))
