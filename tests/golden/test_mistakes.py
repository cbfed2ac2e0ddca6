"""What the recorded plugins are known to do wrong, ours do right.

The mark of a record names the mistake; for each name there is a check of what our plugin did in that case. A mark that
no check is for would go unnoticed, so it fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from tests.golden.replaying import SHARED, Compared, providers, replayed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "golden").is_dir(), reason="the recordings are not there"),
]

UNAVAILABLE = {"InvokeServerUnavailableError", "InvokeConnectionError"}
KINDS = {
    "http_400": {"InvokeBadRequestError"},
    "http_401": {"InvokeAuthorizationError"},
    "http_403": {"InvokeAuthorizationError"},
    "http_404": {"InvokeBadRequestError"},
    "http_429": {"InvokeRateLimitError"},
    "http_500": {"InvokeServerUnavailableError"},
    "http_503": {"InvokeServerUnavailableError"},
    "connect": UNAVAILABLE,
    "read_timeout": UNAVAILABLE,
}
INVOKE = {kind for kinds in KINDS.values() for kind in kinds}


def bodies(one: Compared) -> list[Any]:
    return [exchange["request"]["body"] for exchange in one.run.exchanges]


def messages(one: Compared) -> list[dict[str, Any]]:
    return [message for body in bodies(one) for message in body.get("messages", ())]


def error(one: Compared) -> str:
    return str(one.run.outcome.get("error_class"))


def ok(one: Compared) -> bool:
    return bool(one.run.outcome.get("ok"))


def kind_of_status(one: Compared) -> bool:
    wanted = next((kinds for name, kinds in KINDS.items() if f"err_{name}" in one.record.case), None)
    # Where nothing is recorded, nobody answers.
    return error(one) in (INVOKE if wanted is None or not one.record.exchanges else wanted)


def answered(one: Compared) -> bool:
    """An answer that the recording has none of is asked for again or fails; neither shows what was made of it."""
    return ok(one) or not one.record.exchanges


def schema(one: Compared) -> bool:
    found = one.run.outcome.get("result", {}).get("schema")
    return ok(one) and bool(found) and bool(found["parameter_rules"] or one.record.type != "llm")


def declares_tools(one: Compared) -> bool:
    """What the model's file says, or the form of a model that a user added."""
    provider = str(one.record.data["provider"])
    for path in (SHARED / "corpus" / provider / "models" / "llm").glob("*.yaml"):
        said = yaml.safe_load(path.read_text("utf-8"))
        if isinstance(said, dict) and said.get("model") == one.record.model:
            return any("tool-call" in feature for feature in said.get("features") or ())
    return one.record.data["credentials"].get("function_calling_type") in ("tool_call", "function_call")


def tools_sent(one: Compared) -> bool:
    """Models that declare no tools are not given any."""
    declared = declares_tools(one)
    return all(bool({"tools", "functions"} & body.keys()) is declared for body in bodies(one))


def whole_messages(one: Compared) -> bool:
    return bool(messages(one)) and all({"role", "content"} <= message.keys() for message in messages(one))


def user_sent(one: Compared) -> bool:
    return all({"user", "user_id"} & body.keys() for body in bodies(one))


def at_the_form_s_address(one: Compared) -> bool:
    address = str(one.record.data["credentials"].get("endpoint_url") or "").strip().rstrip("/")
    return all(exchange["request"]["url"].startswith(address or "https://") for exchange in one.run.exchanges)


def asked_texts(one: Compared) -> int:
    asked = one.record.data["args"]
    return len(asked["texts"] if "texts" in asked else asked["documents"])


def all_texts(one: Compared) -> bool:
    sent = [text for body in bodies(one) for text in body["input"]]
    return len(sent) == asked_texts(one)


def input_type(one: Compared) -> bool:
    wanted = "query" if one.record.data["args"].get("input_type") == "query" else "passage"
    return all(body["input_type"] == wanted for body in bodies(one))


def voice_sent(one: Compared) -> bool:
    return all(body["voice"] == one.record.data["args"]["voice"] for body in bodies(one))


def plain_scores(one: Compared) -> bool:
    docs = (one.run.outcome.get("result") or {}).get("docs", [])
    return ok(one) and all(doc["score"] not in (0.0, 1.0) for doc in docs)


def failed_validation(one: Compared) -> bool:
    return error(one) == "CredentialsValidateFailedError"


def really_tested(one: Compared) -> bool:
    """Something was sent, or the form was refused before."""
    return bool(one.run.exchanges) or failed_validation(one)


def parameter_sent(one: Compared) -> bool:
    return all(
        one.record.data["args"]["model_parameters"].keys() - {"json_schema"} <= body.keys() for body in bodies(one)
    )


def all_calls(one: Compared) -> bool:
    """The server answers with a call for each of the first two tools."""
    wanted = min(2, len(one.record.data["args"]["tools"]))
    return ok(one) and len(one.run.outcome["result"]["tool_calls"]) == wanted


def usage_told(one: Compared) -> bool:
    return not ok(one) or bool(one.run.outcome["result"]["usage"])


def calls_kept(one: Compared) -> bool:
    """Answers of tools say which call they answer, and the calls are in the messages before."""
    answered = {message["tool_call_id"] for message in messages(one) if message["role"] == "tool"}
    made = {call["id"] for message in messages(one) for call in message.get("tool_calls", ())}
    return bool(answered) and answered <= made


def arguments_kept(one: Compared) -> bool:
    """Tencent's spelling of what earlier calls were made with."""
    made = [call for body in bodies(one) for message in body["Messages"] for call in message.get("ToolCalls", ())]
    return bool(made) and all(call["Function"]["Arguments"] != "{}" for call in made)


def at_the_base(one: Compared) -> bool:
    address = str(one.record.data["credentials"].get("base_url") or "").rstrip("/")
    return all(exchange["request"]["url"].startswith(address) for exchange in one.run.exchanges)


def streamed(one: Compared) -> bool:
    """Text came, and an end; where the stream is broken, a failure."""
    if "_err_" in one.record.case:
        return error(one) in INVOKE
    result = one.run.outcome.get("result") or {}
    return ok(one) and bool(result["text"]) and bool(result["finish_reasons"])


def embedded(one: Compared) -> bool:
    """A vector for each text, or a failure that has a kind."""
    return one.run.outcome["result"]["count"] == asked_texts(one) if ok(one) else error(one) in INVOKE


def every_text_counts(one: Compared) -> bool:
    """More tokens than the recorded plugin counted, which are those of the first text."""
    counted, first = (said["result"]["usage"]["tokens"] for said in (one.run.outcome, one.record.outcome))
    return asked_texts(one) > 1 and counted > first


def of_the_form(name: str) -> Callable[[Compared], bool]:
    """The description of a model has a number that the form says."""

    def check(one: Compared) -> bool:
        said = one.run.outcome["result"]["schema"]["model_properties"][name]
        return bool(said == int(one.record.data["credentials"][name]))

    return check


CHECKS: dict[str, Callable[[Compared], bool]] = {
    r"\[7\.12\] max_tokens never sent": lambda one: all("MaxTokens" in body for body in bodies(one)),
    r"\[7\.17\] base_url ignored": at_the_base,
    r"\[7\.28\]": kind_of_status,
    r"\[7\.3\] context_size field ignored": of_the_form("context_size"),
    r"\[7\.31\]": lambda one: all("Inputs" in body for body in bodies(one)),
    r"\[7\.44\]": usage_told,
    r"\[7\.48\]": lambda one: all(each["request"]["url"].startswith("https:") for each in one.run.exchanges),
    r"\[7\.6\] max_chunks field ignored": of_the_form("max_chunks"),
    r"\[new\] declared model missing": lambda one: bool(one.run.exchanges),
    r"\[new\] (streamed tool calls dropped|tool calls in the response|only the first of two)": all_calls,
    r"\[new\] tool_call_id and past tool_calls lost": calls_kept,
    r"\[2/side effect\] invoke needs": answered,
    r"\[2/side effect\] schema needs": schema,
    r"\[7\.(10|15)\]": schema,
    r"\[7\.11\]": lambda one: ok(one) or bool(one.run.exchanges),
    r"\[7\.(17|2)\] (path of the custom endpoint|endpoint_url ignored)": at_the_form_s_address,
    r"\[7\.19/7\.25\]": kind_of_status,
    r"\[7\.23\]": lambda one: error(one) in INVOKE,
    r"\[7\.1\]|\[7\.2\] tools": tools_sent,
    r"\[7\.27\]": lambda one: error(one) in INVOKE,
    r"\[7\.(29|30)\]": really_tested,
    r"\[7\.32\]": failed_validation,
    r"\[7\.33\] only": all_texts,
    r"\[7\.33\] \d+ vectors": lambda one: not ok(one) or one.run.outcome["result"]["count"] == asked_texts(one),
    r"\[7\.34\]": input_type,
    r"\[7\.35\] only the first": every_text_counts,
    r"\[7\.35\] usage": embedded,
    r"\[7\.36\]": lambda one: ok(one) or error(one) in INVOKE,
    r"\[7\.37\] tool calls dropped": lambda one: bool(one.record.data["args"]["stream"]) or all_calls(one),
    r"\[7\.37\] arguments": arguments_kept,
    r"\[7\.37\] (?!tool calls dropped|arguments)": lambda one: bool(bodies(one))
    and all("tools" in body for body in bodies(one)),
    r"\[7\.39\]": voice_sent,
    r"\[7\.41\]": plain_scores,
    r"\[7\.45\] stop": lambda one: all("stop" in body for body in bodies(one)),
    r"\[7\.45\] (?!stop)": user_sent,
    r"\[7\.5\]": schema,
    r"\[7\.B\]": lambda one: error(one) in INVOKE,
    r"\[new\] completion-mode": lambda one: not any("tools" in body for body in bodies(one)),
    r"\[new\] declared parameter": parameter_sent,
    r"\[new\] streamed function call": lambda one: ok(one) and bool(one.run.outcome["result"]["tool_calls"]),
    r"\[new\] streaming always fails": streamed,
    r"\[new\] tool-result message": whole_messages,
    r"\[new\] validation succeeds": failed_validation,
}


def mistakes(one: Compared) -> list[str]:
    return (one.record.bug or "").split("; ") if one.record.bug else []


@pytest.mark.parametrize("provider", providers())
def test_what_was_wrong_is_right(provider: str) -> None:
    wrong = []
    for one in replayed(provider).records:
        for mistake in mistakes(one):
            checks = [check for name, check in CHECKS.items() if re.match(name, mistake)]
            assert checks, f"nothing checks: {mistake}"
            if not all(check(one) for check in checks):
                wrong.append(f"{one.record.id} {one.record.case}: {mistake}; {one.run.outcome}"[:300])
    assert not wrong, "\n".join(wrong[:20])
