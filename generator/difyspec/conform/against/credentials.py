"""Forms filled in: as few fields as may be, and every way that may make a difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from difyspec.conform.against.declared import Field

type Credentials = dict[str, str]

_SIZES = ("context", "tokens", "chunks", "limit", "timeout", "retries", "batch", "dimension", "size", "length")


def base(form: Iterable[Field], model_type: str, given: Mapping[str, str] | None = None) -> Credentials:
    """Required fields and defaults, as Dify keeps them. `given` decides some of the fields."""
    return _filled(form, model_type, given or {}, optional=False)


def variants(form: tuple[Field, ...], model_type: str) -> Iterator[tuple[str, Credentials]]:
    """Other ways to fill a form, each with a name, and each once."""
    usual = base(form, model_type)
    seen = [usual]
    for name, values in _variants(form, model_type, usual):
        if values not in seen:
            seen.append(values)
            yield name, values


def _variants(form: tuple[Field, ...], model_type: str, usual: Credentials) -> Iterator[tuple[str, Credentials]]:
    for one in form:
        if not one.concerns(model_type):
            continue
        for option in one.options:
            yield f"{one.name}={option}", base(form, model_type, {one.name: option})
        if one.url:
            for name, value in _ADDRESSES:
                yield f"{one.name}: {name}", base(form, model_type, {one.name: value})
        elif not one.options:
            yield f"{one.name}: set", base(form, model_type, {one.name: _sample(one, other=True)})
        if not one.required and one.name in usual:
            yield f"{one.name}: blank", {**usual, one.name: ""}
            yield f"{one.name}: absent", {name: value for name, value in usual.items() if name != one.name}
    yield "all fields", _filled(form, model_type, {}, optional=True)


_ADDRESSES = (
    ("other", "https://other.example.test/api/v1"),
    ("slash", "https://other.example.test/api/v1/"),
    ("origin", "https://other.example.test"),
)


def _filled(form: Iterable[Field], model_type: str, given: Mapping[str, str], *, optional: bool) -> Credentials:
    fields = [one for one in form if one.concerns(model_type)]
    values: Credentials = {}
    for _ in range(2):  # a field may depend on one that comes after it
        for one in fields:
            if not one.shown({**values, **given}):
                values.pop(one.name, None)
            elif one.name in given:
                values[one.name] = given[one.name]
            elif one.required or one.default is not None or optional:
                values[one.name] = _sample(one)
    return values


def _sample(one: Field, *, other: bool = False) -> str:
    """A value for a field: its default if it has one; `other` is another value than that."""
    if one.default is not None and not other:
        return one.default
    if one.options:
        return one.options[0]
    if one.secret:
        return f"secret-{one.name}" + ("-other" if other else "")
    if one.url:
        return "https://server.example.test/v1"
    if any(word in one.name.lower() for word in _SIZES):
        return "1234" if other else "4096"
    return f"some-{one.name}" + ("-other" if other else "")
