"""The two provider classes: one whose models users add themselves, one whose credentials are tested by a model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any

import dify_plugin
from dify_plugin.entities.model import ModelType
from dify_plugin.errors.model import CredentialsValidateFailedError, InvokeError
from pydantic import BaseModel

from . import calls, connections, errors, guard

type Target = tuple[str, str]
"""A model type and a model of it that is called to test credentials."""

_NO_MODEL = calls.ModelFacts(name="", wire_name="", type="")


class CustomProvider(dify_plugin.ModelProvider):
    """A provider without a credential form of its own: credentials come with each model, which tests them."""

    def validate_provider_credentials(self, credentials: Mapping[str, Any]) -> None:
        """Nothing to test."""


class PredefinedProvider[C: BaseModel](dify_plugin.ModelProvider):
    """A provider with a credential form, tested by calling models of it."""

    connection: connections.Connection[C, Any]
    probes: tuple[str, ...] = ()
    """Paths that are asked for, instead of a model or before it."""

    def targets(self, cred: C) -> tuple[Target, ...]:
        """The models to call; none means that only the form is checked."""
        return ()

    def validate_provider_credentials(self, credentials: Mapping[str, Any]) -> None:
        """Asks for the probes and calls each target as its model type validates.

        `credentials` stay as they are, except for an address that answered where they name none. Raises
        CredentialsValidateFailedError.
        """
        tested = self.connection.attempt(credentials, self._probe) if self.probes else dict(credentials)
        with self._refusing(tested):
            for type_, model in self.targets(self.connection.form.read(tested)):
                # A model tries the addresses by itself where there is none, and keeps the one that accepts.
                asked = dict(tested)
                self.get_model_instance(ModelType(type_)).validate_credentials(model, asked)
                tested.update(self.connection.address(asked))
        if isinstance(credentials, MutableMapping):
            credentials.update(tested)

    def _probe(self, credentials: dict[str, Any]) -> None:
        with self._refusing(credentials):
            guard.answered(self.connection.call(_NO_MODEL, credentials).http, self.probes)

    @contextmanager
    def _refusing(self, credentials: Mapping[str, Any]) -> Iterator[None]:
        """Whatever fails inside is a failed test."""
        try:
            yield
        except CredentialsValidateFailedError:
            raise
        except InvokeError as error:
            raise CredentialsValidateFailedError(str(error)) from None
        except Exception as error:  # noqa: BLE001  (whatever it is, the form shows it as a failed test)
            failure = self.connection.table(credentials).exception(error)
            raise CredentialsValidateFailedError(str(errors.invoke_error(failure, self.connection.name))) from None
