"""What ``difyspec show`` says of requests where a spec says nothing is what the runtime does."""

from __future__ import annotations

from difyspec.provider.values import integer, text
from difyspec.report.effective.transport import DEFAULTS
from difyspec.runtime import options, settings


def test_defaults_are_those_of_the_runtime() -> None:
    timeout = settings.Timeout().httpx()
    chosen = options.Options()
    assert {
        "timeout.connect": integer(int(timeout.connect or 0)),
        "timeout.read": integer(int(timeout.read or 0)),
        "timeout.write": integer(int(timeout.write or 0)),
        "retry.attempts": integer(settings.Retry().attempts or 0),
        "tools": text(str(chosen.tools)),
        "stop": text("send" if chosen.stop else "drop"),
        "user": text("send" if chosen.user.send and chosen.user.name == "user" else "drop"),
    } == DEFAULTS
