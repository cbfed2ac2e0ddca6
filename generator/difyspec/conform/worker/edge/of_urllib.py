"""urllib of the standard library."""

from __future__ import annotations

import email.message
import io
import urllib.error
import urllib.request
import urllib.response
from typing import Any

from .. import tape
from ..reply import CONNECT, READ_TIMEOUT
from .sent import content


def patch() -> None:
    """Answers what openers open, so ``urlopen`` too."""

    def open_(_: Any, fullurl: Any, data: Any = None, timeout: Any = None) -> Any:
        asked = urllib.request.Request(fullurl, data) if isinstance(fullurl, str) else fullurl  # noqa: S310
        if data is not None:
            asked.data = data
        limit = timeout if isinstance(timeout, int | float) else None
        url, sent = asked.full_url, asked.header_items()
        made = tape.current.exchange("urllib", asked.get_method(), url, sent, content(asked.data), limit)
        if made.fails == CONNECT:
            raise urllib.error.URLError(ConnectionRefusedError(111, "Connection refused"))
        if made.fails == READ_TIMEOUT:
            raise TimeoutError("The read operation timed out")
        headers = email.message.Message()
        for name, value in made.headers.items():
            headers[name] = value
        body = io.BytesIO(b"".join(made.chunks))
        if made.status >= 400:
            raise urllib.error.HTTPError(url, made.status, made.reason, headers, body)
        return urllib.response.addinfourl(body, headers, url, made.status)

    openers: Any = urllib.request.OpenerDirector
    openers.open = open_
