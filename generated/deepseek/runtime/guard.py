"""What the model classes of all six types do the same way: build calls, name failures, validate, describe models."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dify_plugin.entities.model import AIModelEntity
from dify_plugin.errors.model import CredentialsValidateFailedError, InvokeError
from pydantic import BaseModel

from . import calls, connections, customs, errors, http

if TYPE_CHECKING:
    from dify_plugin.interfaces.model.ai_model import AIModel as _AIModel
else:  # a path of the SDK that may change; at run time the SDK's class of the model type is the other base

    class _AIModel:
        """Nothing; `object` itself cannot stand before `Generic`."""


class Guard[C: BaseModel, F: BaseModel](_AIModel):
    """The other base of every model class, before the SDK's. Instances live for one request.

    A generated class sets `connection` and may override `customize`; a model type implements `check`.
    """

    connection: connections.Connection[C, F]
    probes: tuple[str, ...] | None = None
    """Paths that are asked for to test credentials, instead of the call that `check` makes; of none, facts are."""
    _kept: tuple[str, dict[str, Any], AIModelEntity] | None = None
    """The last description of a model that a user added, with its name and credentials."""

    # ---- what generated classes and model types fill in -------------------------------------------------------------

    def customize(self, model: customs.Draft, call: calls.Call[C, F]) -> None:
        """Completes the description of a model that a user added; `call.model` has only its name."""

    def like(self, call: calls.Call[C, F]) -> str | None:
        """The base model that a model which a user added is a copy of, where a type has base models."""
        return None

    def check(self, model: str, credentials: dict[str, Any]) -> None:
        """One small real call that fails if the credentials are wrong. Raises whatever a call raises."""
        raise NotImplementedError

    def refusal(self, call: calls.Call[C, F]) -> str | None:
        """Why a model that a user adds is refused before it is called; None: it is not."""
        return None

    # ---- calls ------------------------------------------------------------------------------------------------------

    def prepare(self, model: str, credentials: Mapping[str, Any], user: str | None = None) -> calls.Call[C, F]:
        """The call of one invocation; asks the server for facts that the credentials lack. Raises errors.Failure."""
        bare = self._bare(model, credentials, user)
        facts = self.connection.learn(bare, credentials, patient=True)
        described = self._described(model, credentials, bare.model.base)
        return self.connection.call(described, credentials, user, facts)

    @contextmanager
    def mapping(self, credentials: Mapping[str, Any]) -> Iterator[None]:
        """Whatever fails inside is raised as one of Dify's errors, with the provider's name and no credentials."""
        try:
            yield
        except Exception as error:  # noqa: BLE001  (hooks and vendors' libraries raise anything)
            raise self._named(error, credentials) from None

    def mapped[T](self, credentials: Mapping[str, Any], items: Iterator[T]) -> Generator[T]:
        """The items as they come, with the same for what fails while they do; closing this closes `items`."""
        try:
            with self.mapping(credentials):
                yield from items
        finally:
            if (close := getattr(items, "close", None)) is not None:
                close()

    def _bare(self, model: str, credentials: Mapping[str, Any], user: str | None = None) -> calls.Call[C, F]:
        """A call that knows only the model's name and its base. Raises forms.FormError, which is a failure."""
        facts = calls.ModelFacts(name=model, wire_name=model, type=self.model_type.value)
        call = self.connection.call(facts, credentials, user)
        base = self.like(call)
        return call if base is None else self.connection.call(replace(facts, base=base), credentials, user)

    def _described(self, model: str, credentials: Mapping[str, Any], base: str | None) -> calls.ModelFacts:
        """What the model's description says, if there is one."""
        entity = self.get_model_schema(model, credentials) or self.get_customizable_model_schema(model, credentials)
        return calls.ModelFacts(
            name=model,
            wire_name=model,
            type=self.model_type.value,
            features=frozenset(feature.value for feature in (entity.features if entity else None) or ()),
            properties={key.value: value for key, value in entity.model_properties.items()} if entity else {},
            base=base,
        )

    # ---- descriptions of models -------------------------------------------------------------------------------------

    def get_customizable_model_schema(self, model: str, credentials: Mapping[str, Any]) -> AIModelEntity | None:
        """The description of a model that a user added; None if the provider has no such models of this type.

        None as well for a copy of a base model that there is not, or no more: it can be called, undescribed.
        """
        if self._kept is not None and self._kept[:2] == (model, credentials):
            return self._kept[2]
        if not any(file.is_file() for file in self._files()):
            return None
        with self.mapping(credentials):
            bare = self._bare(model, credentials)
            if (data := self._declared(bare)) is None:
                return None
            facts = self.connection.learn(bare, credentials, patient=False)
            call = self.connection.call(bare.model, credentials, None, facts)
            draft = customs.Draft(data, model)
            self.customize(draft, call)
            entity = draft.entity()
        # The SDK asks several times in one call; facts that were not there yet may be there the next time.
        if not self.connection.discovers or not self.connection.facts.missing(credentials, call.model.type):
            self._kept = (model, dict(credentials), entity)
        return entity

    def get_customizable_model_schema_from_credentials(
        self, model: str, credentials: Mapping[str, Any]
    ) -> AIModelEntity | None:
        """The same: rules are complete already, and the SDK would take a limit of 0 for an absent one."""
        return self.get_customizable_model_schema(model, credentials)

    def _declared(self, call: calls.Call[C, F]) -> dict[str, Any] | None:
        """What a description starts from; None where there is nothing, or not the base model that is named."""
        own, base = self._files()
        if own.is_file():
            return customs.load(own)
        return customs.base(base, call.model.base) if base.is_file() else None

    def _files(self) -> tuple[Path, Path]:
        """Where the custom model and the base models are described: beside the module of the connection."""
        folder = Path(str(sys.modules[type(self.connection).__module__].__file__)).parent
        name = f"{self.model_type.value.replace('-', '_')}.yaml"
        return folder / "custom" / name, folder / "base" / name

    # ---- validation -------------------------------------------------------------------------------------------------

    def validate_credentials(self, model: str, credentials: Mapping[str, Any]) -> None:
        """Asks the server for the declared facts, makes one small call, and then keeps the facts in `credentials`.

        Where the connection has more than one address, the one that answered is kept as well. Raises
        CredentialsValidateFailedError.
        """
        tested = self.connection.attempt(credentials, partial(self._test, model))
        if isinstance(credentials, MutableMapping):
            credentials.clear()
            credentials.update(tested)

    def _test(self, model: str, credentials: dict[str, Any]) -> None:
        """One test, with the facts it learns put into `credentials`. Raises CredentialsValidateFailedError."""
        try:
            self._require_base(model, credentials)
            fresh, facts = self._asked(model, credentials)
            self._refuse(model, fresh)
            if self.probes is not None:
                answered(self.prepare(model, fresh).http, self.probes)
            else:
                self.check(model, fresh)
        except CredentialsValidateFailedError as error:
            said = self.connection.table(credentials).secrets.clean(str(error))
            raise CredentialsValidateFailedError(said) from None
        except Exception as error:  # noqa: BLE001  (hooks and vendors' libraries raise anything)
            raise CredentialsValidateFailedError(str(self._named(error, credentials))) from None
        for key in self.connection.facts.stored_keys():
            credentials.pop(key, None)
        credentials.update(facts)

    def _refuse(self, model: str, credentials: Mapping[str, Any]) -> None:
        """Raises Failure for a model that is refused; where none can be, nothing is looked at."""
        if type(self).refusal is Guard.refusal:
            return
        if (said := self.refusal(self.prepare(model, credentials))) is not None:
            raise errors.Failure(errors.BAD_REQUEST, said)

    def _require_base(self, model: str, credentials: Mapping[str, Any]) -> None:
        """Raises Failure for a copy of a base model that there is not: nobody is to add one."""
        call = self._bare(model, credentials)
        if call.model.base is not None and self._declared(call) is None:
            raise errors.Failure(errors.BAD_REQUEST, f"there is no base model {call.model.base}")

    def _asked(self, model: str, credentials: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """(credentials with fresh facts, those facts as they are kept)."""
        known = set(self.connection.facts.stored_keys())
        plain = {key: value for key, value in credentials.items() if key not in known}
        if not self.connection.discovers:
            return dict(credentials), {key: value for key, value in credentials.items() if key in known}
        bare = self._bare(model, plain)
        facts = self.connection.ask(bare, plain)
        stored = self.connection.facts.stored(facts)
        fresh = {**plain, **stored}
        self.connection.remember(bare, fresh, facts)
        return fresh, stored

    # ---- failures ---------------------------------------------------------------------------------------------------

    @property
    def _invoke_error_mapping(self) -> dict[type[InvokeError], list[type[Exception]]]:
        """Dify's five kinds; errors arrive here as what they are."""
        return {kind: [kind] for kind in errors.INVOKE_ERRORS.values()}

    def _transform_invoke_error(self, error: Exception) -> InvokeError:
        """What the SDK raises for an error that a call raised: an error of its own as it is."""
        return self._named(error, {})

    def _named(self, error: Exception, credentials: Mapping[str, Any]) -> InvokeError:
        table = self.connection.table(credentials)
        if isinstance(error, InvokeError):
            if (masked := table.secrets.mask(str(error))) != str(error):
                error.description = masked
            return error
        return errors.invoke_error(table.exception(error), self.connection.name)


def answered(server: http.Server, paths: tuple[str, ...]) -> None:
    """Asks for each path. Raises errors.Failure unless each is answered with JSON that is no error."""
    for path in paths:
        server.get(path)
