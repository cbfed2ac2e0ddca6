"""No credential in anything that people or logs see."""

from __future__ import annotations

import base64
import traceback
from urllib.parse import quote, quote_plus, unquote

import pytest
from difyspec.runtime import errors
from difyspec.runtime.redact import LENGTH, Secrets

from tests.runtime.sample import SECRET, Connection, call_of
from tests.support.loopback import Loopback, answer

QUOTED = [
    SECRET,
    quote(SECRET, safe=""),
    quote_plus(SECRET).lower(),
    SECRET[:14],
    SECRET[-10:],
    SECRET[5:20],
    base64.b64encode(SECRET.encode()).decode(),
    f"Authorization: Bearer {SECRET}",
    f"x{SECRET}x",
]


@pytest.mark.parametrize("quoted", QUOTED)
@pytest.mark.parametrize("place", ["message", "code", "page", "event"])
def test_a_server_that_quotes_the_key(server: Loopback, quoted: str, place: str) -> None:
    body = {
        "message": {"error": {"message": f"the key {quoted} is wrong, {quoted}!", "code": "c"}},
        "code": {"error": {"message": "wrong", "code": quoted}},
        "page": f"<html><title>{quoted}</title></html>",
        "event": {"odd": [quoted]},
    }[place]
    server.reply(answer(401, body))
    with pytest.raises(errors.Failure) as caught:
        call_of(server.url).http.post("/x", {})
    shown = f"{caught.value.describe('Sample Models')} {caught.value.code} {caught.value!r}"
    assert_hidden(shown)


def assert_hidden(text: str) -> None:
    """No eight characters of the secret in a row, however written."""
    forms = (SECRET, quote(SECRET, safe=""), base64.b64encode(SECRET.encode()).decode().rstrip("="))
    for form in forms:
        for at in range(len(form) - 8):
            assert form[at : at + 8] not in text, (form[at : at + 8], text)


def test_tracebacks_do_not_tell_either(server: Loopback) -> None:
    server.reply(answer(401, {"error": {"message": f"no such key {SECRET}"}}))
    for url, key in ((server.url, SECRET), (server.url, f"{SECRET}\n{SECRET}"), (f"http://u:{SECRET}@[::1", SECRET)):
        try:
            call_of(url, api_key=key).http.get("/x", {"key": key})
        except errors.Failure:
            assert_hidden(traceback.format_exc())
        else:
            pytest.fail("nothing was raised")


def test_a_secret_that_no_form_declares(server: Loopback) -> None:
    table = Connection().table({"server_url": server.url, "old_access_token": "abcdefghijkl", "region": "europe-west"})
    assert table.secrets.clean("at europe-west: abcdefghijkl") == "at europe-west: ***"


def test_entities_do_not_show_values() -> None:
    call = call_of("http://127.0.0.1:1")
    assert_hidden(f"{call!r} {call.cred} {call.cred!r} {call.http.settings!r}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Authorization: Bearer abc.def-ghi", "Authorization: Bearer ***"),
        ("GET https://user:pass@host/p?key=1234&x=2", "GET https://***@host/p?key=***&x=2"),
        ("a\r\n b\t c", "a b c"),
        ("key is ab", "key is ***"),
        ("about ab, crab", "about ***, crab"),
    ],
)
def test_shapes_and_short_secrets(text: str, shown: str) -> None:
    assert Secrets(("ab",)).clean(text) == shown


def test_secrets_with_line_breaks() -> None:
    secret = "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\nAASCBKcwggSjAgEAAoIBAQ\n-----END KEY-----"
    for text in (secret, secret.replace("\n", "\\n"), secret.replace("\n", " ")):
        assert "MIIE" not in Secrets((secret,)).clean(f"bad: {text}")
        assert "AoIB" not in Secrets((secret,)).clean(f"bad: {text}")


def test_a_long_text_is_cut_after_masking() -> None:
    for pad in range(LENGTH - 40, LENGTH + 5):
        cleaned = Secrets((SECRET,)).clean("x" * pad + " " + SECRET)
        assert len(cleaned) <= LENGTH
        assert "sk-v" not in cleaned


def test_no_log_tells_the_address_of_a_request(server: Loopback, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    server.reply(answer(200, {}))
    call_of(server.url).http.get("/x", {"key": SECRET})
    assert SECRET in unquote(server.requests[0].path)
    assert_hidden(" ".join(record.getMessage() for record in caplog.records))
