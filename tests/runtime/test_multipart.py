"""Forms with files, read by the standard library's parser of mail."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

from difyspec.runtime import multipart


def parts(body: bytes, kind: str) -> list[Message]:
    found = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body).get_payload()
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, Message)]


def test_fields_and_files() -> None:
    body, kind = multipart.encoded(
        {"model": "m", "tags": ["a", "ü"]}, {"file": ("a.wav", b"\r\n--\x00", "audio/x-wav"), "raw": ("b", b"", None)}
    )
    found = parts(body, kind)
    names = [one.get_param("name", header="content-disposition") for one in found]
    assert names == ["model", "tags", "tags", "file", "raw"]
    assert [one.get("content-type") for one in found] == [None, None, None, "audio/x-wav", None]
    assert [one.get_payload(decode=True) for one in found] == [b"m", b"a", "ü".encode(), b"\r\n--\x00", b""]


def test_names_cannot_break_out() -> None:
    body, kind = multipart.encoded({'a"\r\nX: 1': "v"}, {"file": ('q".wav\r\nY: 2', b"c", None)})
    field, file = parts(body, kind)
    assert (field.keys(), file.keys()) == (["Content-Disposition"], ["Content-Disposition"])
    assert field.get_param("name", header="content-disposition") == "a%22%0D%0AX: 1"
    assert file.get_filename() == "q%22.wav%0D%0AY: 2"


def test_boundaries_differ() -> None:
    assert multipart.encoded({}, {})[1] != multipart.encoded({}, {})[1]
