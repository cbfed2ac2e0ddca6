"""How every model of a provider is reached: what the generated connection fills in, and the calls built from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar
from weakref import WeakSet

from dify_plugin import get_current_session
from dify_plugin.errors.model import CredentialsValidateFailedError
from pydantic import BaseModel

from . import calls, discovery, errors, forms, http

HURRY = http.Timeout(connect=2.0, read=3.0, total=4.0)
"""Longest waits in seconds for facts where a person waits for a list of models, not for an answer."""


class Connection[C: BaseModel, F: BaseModel]:
    """What all model types of a provider share. Generated code sets the attributes and overrides what deviates.

    A type with credentials of its own gives its own form: ``Connection(forms.Form(LlmCredentials, ...))``.
    """

    name: str = ""
    """The provider's name for people; it starts every error message."""
    form: forms.Form[C]
    facts: forms.Facts[F]
    error_rows: tuple[errors.Row, ...] = ()
    error_places: errors.Places = errors.Places()
    addresses: tuple[str, ...] = ()
    """Where credentials are tested as well if the form names no address, one after the other."""
    address_field: str = ""
    """The credential that keeps the one of `addresses` that accepted them."""
    addresses_complete: bool = False
    """Whether the address that counts where none is named is one of `addresses`, and tried in its turn."""

    _all: ClassVar[WeakSet[Connection[Any, Any]]] = WeakSet()

    def __init__(self, form: forms.Form[C] | None = None) -> None:
        if form is not None:
            self.form = form
        self._all.add(self)
        self._facts: discovery.Cache[F] = discovery.Cache()
        self._clients: discovery.Cache[tuple[Any]] = discovery.Cache(entries=64, kept=3600.0)

    # ---- what a provider overrides ----------------------------------------------------------------------------------

    def endpoint(self, call: calls.Call[C, F]) -> str:
        """The base URL of requests."""
        raise NotImplementedError(f"{self.name} has no endpoint")

    def headers(self, call: calls.Call[C, F]) -> dict[str, str]:
        """Headers of every request, the authorization among them."""
        return {}

    def query(self, call: calls.Call[C, F]) -> dict[str, str]:
        """Query parameters of every request."""
        return {}

    def timeout(self, call: calls.Call[C, F]) -> http.Timeout:
        """Timeouts in seconds."""
        return http.Timeout()

    def retry(self, call: calls.Call[C, F]) -> http.Retry:
        """How often a request is tried."""
        return http.Retry()

    def wire_name(self, call: calls.Call[C, F]) -> str:
        """The model's name as the server knows it."""
        return call.model.name

    def discover(self, call: calls.Call[C, F]) -> F:
        """Asks the server for the declared facts of the model; `call.discovered` is empty here."""
        return call.discovered

    def client(self, cred: C) -> Any:
        """A client of the vendor's own library, where a provider uses one; made once for the same credentials."""
        return None

    def classify(self, problem: errors.Problem) -> errors.Kind | None:
        """The kind of a failure where the error table cannot tell; None leaves it to the table."""
        return None

    # ---- what models use --------------------------------------------------------------------------------------------

    @property
    def discovers(self) -> bool:
        """Whether there are facts to ask the server for."""
        return type(self).discover is not Connection.discover

    def attempt(self, credentials: Mapping[str, Any], test: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
        """The credentials as `test` leaves them: tested as they are and, if they name no address, with each of ours.

        They are not tested as they are where that means one of our addresses. An address that accepts them is kept in
        them. Raises what the first test raised if none does.
        """
        field = self._address()
        others: list[dict[str, Any]] = []
        if field is not None and replace(field, default=None).raw(credentials) is None:
            others = [{**credentials, field.variable or field.name: address} for address in self.addresses]
        refusal: CredentialsValidateFailedError | None = None
        tries = others if others and self.addresses_complete else [dict(credentials), *others]
        for tried in tries:
            try:
                test(tried)
            except CredentialsValidateFailedError as error:
                refusal = refusal or error
            else:
                return tried
        raise refusal or CredentialsValidateFailedError()

    def address(self, credentials: Mapping[str, Any]) -> dict[str, Any]:
        """What `attempt` kept in credentials: the address under its key; nothing where there is none."""
        field = self._address()
        key = "" if field is None else field.variable or field.name
        return {key: credentials[key]} if key in credentials else {}

    def _address(self) -> forms.Field | None:
        return next((one for one in self.form.fields if one.name == self.address_field), None)

    def table(self, credentials: Mapping[str, Any]) -> errors.Table:
        """The error table, with the secrets of these credentials to keep out of messages."""
        secrets = self.form.secrets(credentials)
        return errors.Table(self.name, self.error_rows, self.error_places, self.classify, secrets)

    def call(
        self,
        model: calls.ModelFacts,
        credentials: Mapping[str, Any],
        user: str | None = None,
        discovered: F | None = None,
    ) -> calls.Call[C, F]:
        """A call; no request is made. `discovered` are the saved facts unless given. Raises forms.FormError.

        `model.wire_name` is set here; what it was before does not matter.
        """
        cred, table = self.form.read(credentials), self.table(credentials)
        known = self.facts.read(credentials) if discovered is None else discovered
        server = http.Server(lambda: self.settings(call, table))
        client, app = partial(self._client, cred, credentials), _app_id()
        draft = calls.Call(
            cred=cred, discovered=known, model=model, user=user, app_id=app, http=server, make_client=client
        )
        call = replace(draft, model=replace(model, wire_name=self.wire_name(draft)))
        return call

    def learn(self, call: calls.Call[C, F], credentials: Mapping[str, Any], *, patient: bool) -> F:
        """The saved facts, completed by what the server says, or said a while ago, if one is missing.

        A server that cannot be reached is raised as Failure if the caller is `patient`; any other failure, and all of
        them for one who is not, count as "the server does not say".
        """
        if not self.discovers or not self.facts.missing(credentials, call.model.type):
            return call.discovered
        try:
            asker = call if patient else _hurried(call)
            key = self.key(call, credentials)
            fetched = self._facts.get(key, lambda: self.ask(asker, credentials), patient=patient)
        except errors.Failure as failure:
            if patient and failure.kind is errors.CONNECTION:
                raise
            return call.discovered
        return self.facts.merge(fetched, credentials)

    def ask(self, call: calls.Call[C, F], credentials: Mapping[str, Any]) -> F:
        """What the server says now. Raises Failure."""
        try:
            return self.facts.of(self.discover(call), call.model.type)
        except Exception as error:  # noqa: BLE001  (a hook may raise anything)
            raise self.table(credentials).exception(error) from None

    def remember(self, call: calls.Call[C, F], credentials: Mapping[str, Any], facts: F) -> None:
        """Keeps facts that were just asked for."""
        self._facts.put(self.key(call, credentials), facts)

    @classmethod
    def cache_clear(cls) -> None:
        """Forgets what servers told, and clients; called as the caches of `functools` are, so that tools know it."""
        for one in cls._all:
            one._facts.clear()
            one._clients.clear()

    def key(self, call: calls.Call[C, F], credentials: Mapping[str, Any]) -> str:
        """What facts are kept under."""
        return discovery.key(self.name, self.endpoint(call), call.model.name, call.model.type, credentials)

    def settings(self, call: calls.Call[C, F], table: errors.Table) -> http.Settings:
        """What requests of a call are bound to."""
        return http.Settings(
            endpoint=self.endpoint(call),
            headers=self.headers(call),
            query=self.query(call),
            timeout=self.timeout(call),
            retry=self.retry(call),
            table=table,
        )

    def _client(self, cred: C, credentials: Mapping[str, Any]) -> Any:
        key = discovery.key(self.name, "", "", "", credentials)
        return self._clients.get(key, lambda: (self.client(cred),), patient=True)[0]


def _hurried[C, F](call: calls.Call[C, F]) -> calls.Call[C, F]:
    """The call with short timeouts and a single attempt."""
    return replace(call, http=http.Server(lambda: replace(call.http.settings, timeout=HURRY, retry=http.Retry())))


def _app_id() -> str | None:
    """The app of Dify that asks; None outside of one, such as where credentials are tested or texts are indexed."""
    session = get_current_session()
    return (session.app_id or None) if session is not None else None
