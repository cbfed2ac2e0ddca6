"""Microsoft Entra ID: a token for the application that the user names, kept until it is about to run out."""

import time
from functools import lru_cache

import httpx
from adapter.entities import Credentials
from runtime import answers, errors

EARLY = 300
"""Seconds before its end at which a token is not used any more."""


class Tokens:
    """The tokens of one application, fetched one after the other."""

    def __init__(self, tenant: str, client: str, secret: str) -> None:
        self._address = f"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"
        scope = "https://cognitiveservices.azure.com/.default"
        self._form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret, "scope": scope}
        self._token, self._until = "", 0.0

    def get(self) -> str:
        """A token that is good for a while. Raises errors.Failure."""
        if time.monotonic() >= self._until:
            answer = httpx.post(self._address, data=self._form, timeout=30)
            if answer.status_code != 200:
                kind = errors.AUTHORIZATION if answer.is_client_error else errors.SERVER_UNAVAILABLE
                raise errors.Failure(kind, f"Microsoft Entra ID answers {answer.status_code}")
            told = answer.json()
            if not isinstance(token := answers.one(told, "access_token"), str):
                raise errors.Failure(errors.SERVER_UNAVAILABLE, "Microsoft Entra ID sends no token")
            self._token, self._until = token, time.monotonic() + (answers.count(told, "expires_in") or 0) - EARLY
        return self._token


def token(cred: Credentials) -> str:
    """The token of the application in the form."""
    if not (cred.azure_tenant_id and cred.azure_client_id and cred.azure_client_secret):
        raise errors.Failure(errors.AUTHORIZATION, "tenant, client and secret of the application are needed")
    return _tokens(cred.azure_tenant_id, cred.azure_client_id, cred.azure_client_secret).get()


_tokens = lru_cache(maxsize=256)(Tokens)
