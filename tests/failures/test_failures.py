"""Servers that fail, by sockets, under every provider, model type and action; what Dify is told of it.

That is one of its five kinds with the provider's name, before the first piece of an answer and after it, and never a
piece of a credential. The plugins run in the SDK; ``table.yaml`` says what servers do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.failures.subjects import SECRET, VALIDATE, Outcome, Subject, names
from tests.failures.table import FIRST, TABLE, Row, leaks, quoting, rows
from tests.support.loopback import Reply, Request, answer, free_port

pytestmark = pytest.mark.slow

KINDS = {
    "connection": "InvokeConnectionError",
    "server_unavailable": "InvokeServerUnavailableError",
    "rate_limit": "InvokeRateLimitError",
    "authorization": "InvokeAuthorizationError",
    "bad_request": "InvokeBadRequestError",
}
INVALID = "CredentialsValidateFailedError"


@pytest.fixture(scope="module", params=names())
def subject(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subject]:
    """A plugin, running."""
    try:
        with Subject(request.param, tmp_path_factory.mktemp("plugin")) as running:
            yield running
    except AssertionError as error:
        if missing := re.search(r"ModuleNotFoundError: (No module named '(?!runtime|adapter|hooks)[^']+')", str(error)):
            pytest.skip(f"{request.param}: {missing[1]} here, which a hook needs")
        raise


def complaints(subject: Subject, outcome: Outcome, wanted: str, what: str) -> Iterator[str]:
    """What is wrong with the way in which a failure is told."""
    error = outcome.error
    if error is None:
        yield f"{what}: no failure, but {outcome.made}"
        return
    if error.type != wanted:
        yield f"{what}: {error.type} instead of {wanted}: {error.message}"
    if subject.label not in error.message:
        yield f"{what}: the provider is not named: {error.message}"
    if shown := leaks(outcome.text, SECRET):
        yield f"{what}: shows {shown!r}: {outcome.text}"
    if any(request.headers.get("host", "").endswith("elsewhere.example") for request in subject.server.requests):
        yield f"{what}: followed a redirect to another server"


def named(action: str, data: dict[str, Any]) -> str:
    return f"{action} {data['model']} {'stream' if data.get('stream') else ''}"


def reply(row: Row) -> Reply | int:
    return free_port() if row.refused else row.answer()


def broken(row: Row, type_: str) -> Callable[[Request], Reply]:
    """An answer that begins well."""

    def answered(request: Request) -> Reply:
        if request.method == "GET":
            return answer(200, TABLE["prelude"].get(type_, {}))
        if type_ == "tts":
            return row.within("audio/mpeg", b"ID3 some audio")
        if type_ == "llm" and request.json.get("stream") is True:
            first = next(event for end, event in FIRST.items() if request.path.partition("?")[0].endswith(end))
            return row.within("text/event-stream", first)
        return row.within("application/json", b'{"choices": [')

    return answered


def test_every_type_can_be_called(subject: Subject) -> None:
    assert [type_ for type_, one in subject.types.items() if one["credentials"] is None] == []


def test_each_failure_has_its_kind(subject: Subject) -> None:
    found: list[str] = []
    for type_, one in subject.types.items():
        for action, data in subject.calls(type_):
            for row in rows("before"):
                outcome, wanted = subject.ask(reply(row), action, row.silent, **data), KINDS[row.kind]
                # A hook that looks for what is not there fails as its author let it.
                if row.fine and not one["served"] and outcome.error and outcome.error.type in KINDS.values():
                    wanted = outcome.error.type
                found += complaints(subject, outcome, wanted, f"{named(action, data)}: {row.title}")
    assert not found, "\n".join(found)


def test_each_failure_inside_an_answer_has_its_kind(subject: Subject) -> None:
    found: list[str] = []
    for type_ in subject.types:
        for action, data in subject.calls(type_):
            for row in rows("inside"):
                outcome = subject.ask(broken(row, type_), action, row.silent, **data)
                streams = type_ == "tts" or any(asked.json.get("stream") is True for asked in _chats(subject, type_))
                if row.types and not streams:
                    continue
                if not row.types or type_ in row.types:
                    what = f"{named(action, data)}: {row.title}"
                    found += complaints(subject, outcome, KINDS[row.kind], what)
                    if streams and data.get("stream", True) and subject.types[type_]["served"] and not outcome.made:
                        found.append(f"{what}: the first piece was lost")
    assert not found, "\n".join(found)


def _chats(subject: Subject, type_: str) -> list[Request]:
    return [asked for asked in subject.server.requests if type_ == "llm" and asked.method == "POST"]


def test_no_answer_makes_it_show_the_key(subject: Subject) -> None:
    found: list[str] = []
    for type_, one in subject.types.items():
        if SECRET not in one["credentials"].values():
            continue
        for row in rows("echoes"):
            said = quoting(row, SECRET).answer()
            for action, data in ((VALIDATE, subject.of(type_)), *subject.calls(type_)):
                outcome = subject.ask(said, action, **data)
                if outcome.error is None:
                    found.append(f"{named(action, data)}: {row.title}: no failure")
                elif shown := leaks(outcome.text, SECRET):
                    found.append(f"{named(action, data)}: {row.title}: shows {shown!r}: {outcome.text}")
    assert not found, "\n".join(found)
    assert leaks(subject.process.said, SECRET) is None


def test_validation_of_a_model_fails_with_every_failure(subject: Subject) -> None:
    found: list[str] = []
    for type_ in subject.types:
        for row in rows("before"):
            outcome = subject.ask(reply(row), VALIDATE, row.silent, **subject.of(type_))
            if not (row.fine and probed(subject)):
                found += complaints(subject, outcome, INVALID, f"{type_}: {row.title}")
    assert not found, "\n".join(found)


def test_validation_of_the_provider_fails_with_every_failure(subject: Subject) -> None:
    if subject.form is None:
        pytest.skip("users fill in a form for each model")
    quotes = [quoting(row, SECRET) for row in rows("echoes")] if SECRET in subject.form.values() else []
    found: list[str] = []
    for row in (*rows("before"), *quotes):
        outcome = subject.ask(reply(row), "validate_provider_credentials", row.silent, credentials=dict(subject.form))
        if not (row.fine and probed(subject)):
            found += complaints(subject, outcome, INVALID, row.title)
    if subject.name in TABLE["form_only"]:
        assert all("no failure" in line for line in found)
    else:
        assert not found, "\n".join(found)


def probed(subject: Subject) -> bool:
    """Whether a test of credentials asked for something, instead of calling a model."""
    return {asked.method for asked in subject.server.requests} == {"GET"}
