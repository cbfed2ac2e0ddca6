"""Form fields: from drafts to what Dify shows and what the adapter reads."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.language import Entries, Located
from difyspec.language.models.fields import Option as WrittenOption
from difyspec.provider.forms import Field, FieldType, Option, ShowOn
from difyspec.provider.models import ModelType
from difyspec.provider.texts import Text, english
from difyspec.provider.values import EMPTY_MAP, Kind, Scalar, text
from difyspec.resolve.context import Context
from difyspec.resolve.credentials.drafts import Draft
from difyspec.resolve.words import label_of

_FORMS = {
    FieldType.TEXT: "text-input",
    FieldType.SECRET: "secret-input",
    FieldType.URL: "text-input",
    FieldType.INT: "text-input",
    FieldType.SELECT: "select",
    FieldType.RADIO: "radio",
    FieldType.TOGGLE: "select",
}
_CHOSEN = (FieldType.SELECT, FieldType.RADIO, FieldType.TOGGLE)
_ON = Text((("en_US", text("Enabled")), ("zh_Hans", text("启用"))))
_OFF = Text((("en_US", text("Disabled")), ("zh_Hans", text("停用"))))


def field_of(draft: Draft, span: Span, context: Context) -> Field | None:
    """The field of a draft; None if it has no type. It is checked alone, since other fields are not known yet."""
    if draft.get("type") is None:
        return None
    type_ = FieldType(draft.get("type"))
    _fitting_keys(draft, type_, span, context)
    toggle = type_ is FieldType.TOGGLE
    enabled = draft.get("enabled") or "true" if toggle else None
    disabled = draft.get("disabled") or "false" if toggle else None
    required = draft.get("required")
    if required is None and "required" not in draft.dropped:
        required = True
    return Field(
        name=draft.name,
        variable=draft.get("stored_as") or draft.name,
        type=type_,
        form=draft.get("form") or _FORMS[type_],
        label=draft.get("label") or (label_of(draft.name) if context.explicit else None),
        placeholder=draft.get("placeholder"),
        help=draft.get("help"),
        url=draft.get("url"),
        required=required,
        default=_default(draft.get("default")),
        options=_options(draft, type_, enabled, disabled, span, context),
        show_on=_show_on(draft.get("show_on")),
        model_types=_types(draft),
        enabled=enabled,
        disabled=disabled,
        pattern=draft.get("pattern"),
        max_length=draft.get("max_length"),
        aliases=tuple(one.value for one in draft.get("aliases") or ()),
        extra=draft.get("extra") or EMPTY_MAP,
    )


def _types(draft: Draft) -> tuple[str, ...]:
    """The model types that see the field, in Dify's order; empty where all do."""
    return in_order({one.value for one in draft.get("for_") or ()})


def in_order(chosen: set[str]) -> tuple[str, ...]:
    """Model types in Dify's order."""
    return tuple(type_.value for type_ in ModelType if type_.value in chosen)


def _default(value: Scalar | None) -> Scalar | None:
    """Dify's forms know texts only."""
    return value if value is None or value.kind is Kind.NULL else text(value.text)


def _fitting_keys(draft: Draft, type_: FieldType, span: Span, context: Context) -> None:
    """Keys that mean something for other types only."""
    only: dict[str, tuple[FieldType, ...]] = {
        "enabled": (FieldType.TOGGLE,),
        "disabled": (FieldType.TOGGLE,),
        "options": _CHOSEN,
        "options_from": (FieldType.SELECT, FieldType.RADIO),
        "pattern": (FieldType.TEXT, FieldType.SECRET, FieldType.URL, FieldType.INT),
        "max_length": (FieldType.TEXT, FieldType.SECRET, FieldType.URL, FieldType.INT),
    }
    for key, types in only.items():
        if draft.get(key) is not None and type_ not in types:
            message = f"a field of the type `{type_.value}` has no `{key}`"
            context.say("D313", draft.span(key, span), message)


def _options(
    draft: Draft, type_: FieldType, enabled: str | None, disabled: str | None, span: Span, context: Context
) -> tuple[Option, ...]:
    written: Entries[WrittenOption] | None = draft.get("options")
    if type_ is FieldType.TOGGLE:
        return _toggle(written, enabled or "", disabled or "", context)
    if type_ not in _CHOSEN or written is None:
        if type_ in _CHOSEN and not draft.get("options_from") and not context.flawed:
            message = f"the field `{draft.name}` has nothing to choose from"
            context.say("D306", span, message)
        return ()
    return tuple(_option(one.name, one.body) for one in written)


def _option(value: str, body: WrittenOption) -> Option:
    return Option(value, body.label or english(value), _show_on(body.show_on))


def _toggle(
    written: Entries[WrittenOption] | None, enabled: str, disabled: str, context: Context
) -> tuple[Option, ...]:
    """The two values of a toggle: in the order written, or on before off, with the shipped texts."""
    shipped = {enabled: Option(enabled, _ON), disabled: Option(disabled, _OFF)}
    if written is None:
        return tuple(shipped.values())
    for one in written:
        if one.name not in shipped:
            message = f"`{one.name}` is neither of the values of this toggle"
            context.unknown("D307", one.name_span, message, one.name, shipped, "values")
    found = {one.name: _option(one.name, one.body) for one in written if one.name in shipped}
    return tuple({**found, **{value: option for value, option in shipped.items() if value not in found}}.values())


def _show_on(written: Entries[Located[str]] | None) -> tuple[ShowOn, ...]:
    """Conditions by field names; the form turns these into variables."""
    return tuple(ShowOn(one.name, one.body.value) for one in written or ())
