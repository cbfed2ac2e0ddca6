"""Normalising endpoints. A trailing slash is always removed first, so ``/v1`` and ``/v1/`` are one thing."""

from __future__ import annotations

from urllib.parse import SplitResult, quote, urlsplit


def strip_suffix(url: str, suffix: str) -> str:
    """`url` without `suffix` if it ends with it, then without trailing slashes."""
    return url.rstrip("/").removesuffix(suffix.rstrip("/")).rstrip("/")


def ensure_suffix(url: str, suffix: str) -> str:
    """`url` ending with `suffix`, added unless it is there."""
    bare, end = url.rstrip("/"), suffix.rstrip("/")
    return bare if bare.endswith(end) else bare + "/" + end.lstrip("/")


def origin(url: str) -> str:
    """Scheme, host and port alone; a text that is no absolute URL is only freed of trailing slashes."""
    parts = _split(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else url.rstrip("/")


def join(base: str, path: str) -> str:
    """`path` below `base`; a `path` that is an absolute URL stays as it is, an empty one gives `base`."""
    if path.startswith(("http://", "https://")):
        return path
    return f"{base.rstrip('/')}/{path.lstrip('/')}" if path else base.rstrip("/")


def part(value: object) -> str:
    """A value as a part of a path: with its slashes, and escaped otherwise; nothing where it is absent."""
    return "" if value is None else quote(str(value), safe="/")


def shown(url: str) -> str:
    """A URL fit for a message: without user, password, query and fragment."""
    parts = _split(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}" if parts.scheme else parts.path


def _split(url: str) -> SplitResult:
    """The parts of a URL; one that is none is all path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")
