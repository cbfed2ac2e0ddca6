"""The YAML serialiser: every reader reads back the same typed data."""

import io
import time
from pathlib import Path

import pytest
import yaml
from difyspec.emit.yaml import dump
from difyspec.provider.values import FALSE, NULL, TRUE, Data, DataList, DataMap, Kind, Scalar, integer, text
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

type Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None


def plain(data: Data) -> Plain:
    """What a YAML reader is to make of the data."""
    if isinstance(data, DataMap):
        return {key: plain(value) for key, value in data.entries}
    if isinstance(data, DataList):
        return [plain(item) for item in data.items]
    match data.kind:
        case Kind.INT:
            return int(data.text)
        case Kind.FLOAT:
            return float(data.text)
        case Kind.BOOL:
            return data.truth
        case Kind.NULL:
            return None
        case _:
            return data.text


def typed(value: object) -> object:
    """The value with its types made part of it, so that 1, 1.0 and True differ."""
    if isinstance(value, dict):
        return {typed(key): typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return (type(value).__name__, value)


def readings(written: str) -> list[object]:
    """The document as PyYAML (1.1, C), ruamel.yaml (1.2, Python) and ruamel.yaml in its 1.1 mode read it."""
    newer, older = YAML(typ="safe", pure=True), YAML(typ="safe", pure=True)
    older.version = (1, 1)
    return [
        yaml.load(written, Loader=yaml.CSafeLoader),
        newer.load(io.StringIO(written)),
        older.load(io.StringIO(written)),
    ]


def assert_same(data: Data) -> None:
    written = dump(data)
    written.encode()
    assert written.endswith("\n")
    for read in readings(written):
        assert typed(read) == typed(plain(data)), written


ODD = "\t\n\r \"'\\:#-?[]{},&*!|>%@`=~<._+0123456789eExyno\x00\x07\x7f\x85\xa0\u2028\u202e\ufeff\uffff汉🦙"
WORDS = st.sampled_from((Path(__file__).parent / "traps.txt").read_text("utf-8").splitlines())
TEXTS = st.one_of(st.text(max_size=40), st.text(alphabet=ODD, max_size=12), WORDS)
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12).map(integer),
    st.decimals(-(10**6), 10**6, places=3).map(lambda value: Scalar(Kind.FLOAT, str(value))),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda value: Scalar(Kind.FLOAT, repr(value))),
)
SCALARS = st.one_of(TEXTS.map(text), NUMBERS, st.sampled_from([TRUE, FALSE, NULL]))


def collections(children: st.SearchStrategy[Data]) -> st.SearchStrategy[Data]:
    return st.one_of(
        st.lists(children, max_size=4).map(lambda items: DataList(tuple(items))),
        st.dictionaries(TEXTS, children, max_size=4).map(lambda items: DataMap(tuple(items.items()))),
    )


DATA = st.recursive(SCALARS, collections, max_leaves=12)


@given(DATA)
@settings(max_examples=600, deadline=None)
def test_every_reader_reads_the_same_typed_data(data: Data) -> None:
    assert_same(data)


@given(TEXTS)
@settings(max_examples=600, deadline=None)
def test_texts_as_keys_values_and_items(value: str) -> None:
    assert_same(DataMap(((value, text(value)), ("list", DataList((text(value), text(value)))))))


@pytest.mark.parametrize("value", ["...", "... and more", "....", "---", "--- x"])
def test_what_ends_a_document_is_quoted(value: str) -> None:
    assert_same(text(value))
    assert_same(DataMap(((value, text(value)), ("list", DataList((text(value),))))))


@pytest.mark.parametrize("number", ["1", "-1", "0", "1.0", "1.00", "0.80", "-0.5", "131072", "1.000000000000000000001"])
def test_numbers_keep_their_text(number: str) -> None:
    kind = Kind.FLOAT if "." in number else Kind.INT
    assert dump(DataMap((("max", Scalar(kind, number)),))) == f"max: {number}\n"


@pytest.mark.parametrize(("number", "written"), [("1e-6", "1.0e-6"), ("1E5", "1.0e+5"), ("-.5", "-0.5"), ("2", "2.0")])
def test_floats_that_readers_take_for_something_else_are_respelled(number: str, written: str) -> None:
    assert dump(Scalar(Kind.FLOAT, number)) == f"{written}\n"
    assert_same(Scalar(Kind.FLOAT, number))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain text, with commas", "plain text, with commas"),
        ("http://192.168.1.100:9997/v1?q=[x]#y", "http://192.168.1.100:9997/v1?q=[x]#y"),
        ("0.0.1", "0.0.1"),
        ("qwen/qwen3-32b", "qwen/qwen3-32b"),
        ("汉字 🦙", "汉字 🦙"),
        ("", "''"),
        ("yes", "'yes'"),
        ("3.12", "'3.12'"),
        ("2026-11-20T00:00:00Z", "'2026-11-20T00:00:00Z'"),
        ("#FAF5FF", "'#FAF5FF'"),
        ("it's: so", "'it''s: so'"),
        ("tab\there", '"tab\\there"'),
        ("one\ntwo", "|-\n  one\n  two"),
        ("one\n\ntwo\n", "|\n  one\n\n  two"),
        ("one\n\n", "|+\n  one\n"),
        ("one \ntwo", '"one \\ntwo"'),
        (" one\ntwo", '" one\\ntwo"'),
        ("abc\u202edef", '"abc\\u202edef"'),
    ],
)
def test_styles(value: str, written: str) -> None:
    assert dump(DataMap((("k", text(value)),))) == f"k: {written}\n"
    assert_same(DataMap((("k", text(value)), ("after", text(value)))))


def test_layout() -> None:
    data = DataMap(
        (
            (
                "a",
                DataMap(
                    (
                        (
                            "b",
                            DataList((text("x"), DataMap((("c", integer(1)), ("d", NULL))))),
                        ),
                    )
                ),
            ),
            ("rows", DataList((DataList((text("x"), text("z"))), DataMap((("t", text("l1\nl2\n")),)), DataMap(())))),
            ("none", DataList(())),
        )
    )
    assert dump(data, header="one\n\ntwo") == (
        "# one\n#\n# two\na:\n  b:\n    - x\n    - c: 1\n      d: null\nrows:\n  - - x\n    - z\n"
        "  - t: |\n      l1\n      l2\n  - {}\nnone: []\n"
    )
    assert_same(data)


@pytest.mark.parametrize("length", [90, 999, 1001, 5000])
def test_long_keys(length: int) -> None:
    key = "k" * length
    assert_same(DataList((DataMap(((key, DataMap((("x", integer(1)),))), (key + "2", DataList((TRUE,))))), text(key))))
    assert_same(DataMap(((key, text("a\nb")), ("汉" * length, text("")))))


def test_time_is_linear() -> None:
    def seconds(models: int) -> float:
        rule = DataMap(
            (("name", text("temperature")), ("max", Scalar(Kind.FLOAT, "1.00")), ("help", text("温度 " * 9)))
        )
        items = tuple(DataMap((("model", text(f"m-{i}")), ("rules", DataList((rule,) * 20)))) for i in range(models))
        started = time.process_time()
        dump(DataList(items))
        return time.process_time() - started

    seconds(10)
    assert seconds(800) < 40 * max(seconds(100), 0.001)
