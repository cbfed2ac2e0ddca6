"""What is compared of a case, and what the cases say together."""

from __future__ import annotations

from typing import Any

from difyspec.conform.compare import Errors, Rules, Run, compare
from difyspec.conform.records import Choice, Record
from difyspec.conform.text import failing, summary
from difyspec.conform.verdict import Result, totals, verdicts

OK = {"ok": True, "result": {"text": "hi"}}


def record(type: str = "llm", action: str = "invoke", **more: Any) -> Record:
    named = {"id": "a/1", "model_type": type, "action": action, "case": "hello there", "model": "m"}
    return Record({**named, "credentials": {}, "args": {}, "exchanges": [sent()], "outcome": OK, **more})


def sent(body: Any = None, **headers: str) -> dict[str, Any]:
    return {"request": {"method": "POST", "url": "https://a.test", "headers": headers, "body": body}, "response": {}}


def ran(*exchanges: dict[str, Any], outcome: dict[str, Any] = OK, **more: Any) -> Run:
    return Run(exchanges or (sent(),), outcome, **more)


def paths(one: Record, run: Run, rules: Rules = Rules()) -> list[str]:  # noqa: B008  (it is frozen)
    return [difference.path for difference in compare(one, run, rules)]


def test_requests_come_before_the_outcome() -> None:
    run = ran(sent({"a": 1}), outcome={"ok": True, "result": {"text": "ho"}})
    assert paths(record(), run) == ["$.requests[0].body", "$.outcome.result.text"]
    assert paths(record(), run, Rules(requests_only=True)) == ["$.requests[0].body"]


def test_headers_can_be_left_out() -> None:
    one = record(exchanges=[sent(accept="a", key="k")])
    assert paths(one, ran(sent(accept="b", key="k"))) == ["$.requests[0].headers.accept"]
    assert paths(one, ran(sent(accept="b", key="k")), Rules(ignored_headers=frozenset(("accept",)))) == []


def test_order_matters_unless_it_is_chance() -> None:
    two = [sent(1), sent(2)]
    assert paths(record(exchanges=two), ran(*two[::-1])) == ["$.requests[0].body", "$.requests[1].body"]
    assert paths(record(exchanges=two, unordered=True), ran(*two[::-1])) == []


def test_how_much_of_an_error_counts() -> None:
    failed = {"ok": False, "error_class": "InvokeError", "message": "a", "description": "b"}
    one, run = record(outcome=failed), ran(outcome={**failed, "message": "c"})
    assert paths(one, run) == []
    assert paths(one, run, Rules(errors=Errors.MESSAGE)) == ["$.outcome.message"]
    other = ran(outcome={**failed, "error_class": "InvokeRateLimitError"})
    assert paths(one, other) == ["$.outcome.error_class"]


def test_what_validation_keeps_counts_when_strict() -> None:
    one, run = record(outcome={**OK, "credentials_after": {"mode": "chat"}}), ran()
    assert paths(one, run, Rules(errors=Errors.MESSAGE)) == []
    assert paths(one, run, Rules(errors=Errors.STRICT)) == ["$.outcome.credentials_after"]


def test_an_outcome_that_is_none_leads() -> None:
    run = ran(outcome={"ok": False, "error_class": "ValueError", "message": "what"})
    assert paths(record(), run)[0] == "$.outcome.ok"
    told = failing(Result(record(), run, compare(record(), run, Rules())), "recorded")
    assert "recorded: true" in told
    assert 'it ended with ValueError: "what"' in told


def test_known_bugs_can_be_compared_by_their_requests() -> None:
    one = record(official_bug="wrong text", bug_scope=["outcome"])
    run = ran(outcome={"ok": True, "result": {"text": "right"}})
    assert paths(one, run) == ["$.outcome.result.text"]
    assert paths(one, run, Rules(bugs_by_requests=True)) == []
    assert paths(record(), run, Rules(bugs_by_requests=True)) == ["$.outcome.result.text"]


def test_audio_that_was_made_up_is_compared_by_its_length() -> None:
    one = record("tts", outcome={"ok": True, "result": {"audio_len": 3, "audio_sha256": "a"}})
    same = {"ok": True, "result": {"audio_len": 3, "audio_sha256": "b"}}
    assert paths(one, ran(outcome=same)) == ["$.outcome.result.audio_sha256"]
    assert paths(one, ran(outcome=same, fillers=1)) == []
    shorter = {"ok": True, "result": {"audio_len": 2, "audio_sha256": "b"}}
    assert paths(one, ran(outcome=shorter, fillers=1)) == ["$.outcome.result.audio_len"]


def test_records_are_chosen() -> None:
    assert Choice(case="there", action="invoke", type="llm").takes(record())
    assert Choice(type="text-embedding").takes(record("text_embedding"))
    assert not any(one.takes(record()) for one in (Choice(case="x"), Choice(action="x"), Choice(type="tts")))
    assert not Choice(skip_bugs=True).takes(record(official_bug="a bug"))


def results(*kinds: tuple[str, Any]) -> list[Result]:
    made = []
    for number, (type_, body) in enumerate(kinds):
        one, run = record(type_, id=f"a/{number}"), ran(sent(body))
        made.append(Result(one, run, compare(one, run, Rules())))
    return made


def test_totals_and_verdicts() -> None:
    found = results(("llm", None), ("llm", {"a": 1}), ("llm", {"a": 1}), ("rerank", None))
    assert [(one.type, one.same, one.cases) for one in totals(found)] == [("llm", 1, 3), ("rerank", 1, 1)]
    llm, rerank = verdicts(found)
    assert (llm.replaceable, rerank.replaceable) == (False, True)
    [kind] = llm.kinds
    assert (kind.path, kind.cases, [one.record.id for one in kind.examples]) == ("$.requests[*].body", 2, ["a/1"])
    told = summary(found, requests_only=False)
    assert "llm: no, 2 of 3 cases differ" in told
    assert "rerank: yes, 1 case alike" in told
    assert "a/1: null became" in told


def test_failing_alike_proves_nothing() -> None:
    failed = {"ok": False, "error_class": "InvokeError", "message": ""}
    one, run = record(outcome=failed), ran(outcome=failed)
    [verdict] = verdicts([Result(one, run, compare(one, run, Rules()))])
    assert (verdict.alike, verdict.replaceable) == (True, False)
    assert "cannot tell" in summary([Result(one, run, ())], requests_only=False)
