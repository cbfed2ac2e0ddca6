"""Language models whose answer takes minutes: Dify starts a job, and asks later whether it is done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dify_plugin.entities.model.llm import LLMPollingResult, LLMPollingStatus
from dify_plugin.entities.model.message import PromptMessage, PromptMessageTool
from pydantic import BaseModel

from . import calls, chat
from .events import Event
from .fold import Fold


@dataclass(frozen=True)
class Pending:
    """The job runs. `state` is what Dify hands back with the next question: JSON, not empty, nothing secret.

    `after`: seconds until that question, where the server says; else as the plan has it.
    """

    state: Mapping[str, Any]
    after: int | None = None


@dataclass(frozen=True)
class Failed:
    """The job is over without a result; `message` says why. What may work later is better raised as a failure."""

    message: str


type Answer = Pending | Failed | Iterable[Event]
"""What starting a job or asking for it comes to; events are the whole answer."""


@dataclass(frozen=True)
class Plan:
    """How Dify asks: every so many seconds, until a job expires (seconds) or was asked for so often. None: Dify's."""

    every: int | None = None
    expires: int | None = None
    attempts: int | None = None


class PollingChatModel[C: BaseModel, F: BaseModel, P: BaseModel](chat.ChatModel[C, F, P]):
    """A language model, some of whose models (those with the feature ``polling``) work as jobs."""

    plan: Plan = Plan()

    # ---- what a provider overrides ----------------------------------------------------------------------------------

    def start(self, call: calls.ChatCall[C, F, P]) -> Answer:
        """Starts the job of a call."""
        raise NotImplementedError(f"{self.connection.name} starts no jobs")

    def poll(self, call: calls.Call[C, F], state: Mapping[str, Any]) -> Answer:
        """Asks for a job."""
        raise NotImplementedError(f"{self.connection.name} has no jobs")

    # ---- what the SDK calls -----------------------------------------------------------------------------------------

    def _start_polling(
        self,
        model: str,
        credentials: dict[str, Any],
        prompt_messages: list[PromptMessage],
        model_parameters: dict[str, Any],
        tools: list[PromptMessageTool] | None = None,
        stop: list[str] | None = None,
        stream: Literal[False] = False,
        user: str | None = None,
        *,
        json_schema: dict[str, Any] | None = None,
    ) -> LLMPollingResult:
        """Starts a job. Raises the SDK's errors."""
        given = dict(model_parameters)
        if json_schema is not None:
            given |= {"response_format": "json_schema", "json_schema": json.dumps(json_schema)}
        with self.mapping(credentials):
            asked = self._asked_for(
                self.prepare(model, credentials, user),
                param=self._param(model, credentials, given),
                given=self._typed(given),
                messages=tuple(prompt_messages),
                tools=tuple(tools or ()),
                stop=tuple(stop or ()),
                stream=False,
            )
            return self._polled(self.start(self._ready(asked, given)), asked, credentials)

    def _check_polling(
        self, model: str, credentials: dict[str, Any], plugin_state: dict[str, Any], user: str | None = None
    ) -> LLMPollingResult:
        """Asks for a job. Raises the SDK's errors."""
        with self.mapping(credentials):
            call = self.prepare(model, credentials, user)
            asked = self._asked_for(
                call, param=self._param(model, credentials, {}), given=self._typed({}), stream=False
            )
            return self._polled(self.poll(call, plugin_state), asked, credentials)

    # ---- how ----

    def _polled(self, answer: Answer, asked: calls.ChatCall[C, F, P], credentials: dict[str, Any]) -> LLMPollingResult:
        if isinstance(answer, Failed):
            said = self.connection.table(credentials).secrets.clean(answer.message) or "the job failed"
            return LLMPollingResult(status=LLMPollingStatus.FAILED, error=f"{self.connection.name}: {said}")
        if isinstance(answer, Pending):
            if not answer.state:
                raise TypeError("a job that runs needs a state to be asked for")
            return LLMPollingResult(
                status=LLMPollingStatus.RUNNING,
                plugin_state=dict(answer.state),
                next_check_after_seconds=answer.after or self.plan.every,
                expires_after_seconds=self.plan.expires,
                max_attempts=self.plan.attempts,
            )
        if not isinstance(answer, Iterable):
            raise TypeError("a job has to be pending, failed, or the events of an answer")
        fold = Fold(asked.model.name, lambda seen, said: self._account(asked, credentials, seen, said))
        return LLMPollingResult(status=LLMPollingStatus.SUCCEEDED, result=fold.result(answer))
