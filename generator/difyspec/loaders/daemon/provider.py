"""The provider's YAML as the daemon reads it: model_declaration.go of dify-plugin-daemon bdb5642.

Types are checked when the plugin is packed; the limits only when it is debugged remotely, because the packer does not
run the tags of what lies below the manifest.
"""

from __future__ import annotations

from difyspec.layout.listing import MODEL_KEYS
from difyspec.loaders.daemon.scalars import BOOL, INTEGER, PACKAGE, TEXT, TEXTS, i18n, limited, word
from difyspec.loaders.daemon.vocabulary import MODEL_TYPES
from difyspec.loaders.refusals import Gate
from difyspec.loaders.shapes import Items, Need, Record
from difyspec.provider.vocabulary import FORM_TYPES, METHODS

_DEBUG = Gate.DEBUG
_I18N = i18n(_DEBUG)
_SHORT = limited(_DEBUG, below=256)


def _required(shape: object) -> Need:
    return Need(shape, _DEBUG, filled=True)  # type: ignore[arg-type]


_SHOW_ON = Items(
    PACKAGE, Record(PACKAGE, {"variable": _required(_SHORT), "value": _required(_SHORT)}), null=True, most=16
)
_OPTION = Record(
    PACKAGE, {"label": Need(_I18N, _DEBUG), "value": _required(_SHORT), "show_on": Need(_SHOW_ON)}, null=True
)
_FIELD = Record(
    PACKAGE,
    {
        "variable": _required(_SHORT),
        "label": Need(_I18N, _DEBUG),
        "type": _required(word(_DEBUG, *FORM_TYPES)),
        "required": Need(BOOL),
        "default": Need(_SHORT),
        "options": Need(Items(PACKAGE, _OPTION, null=True, most=128)),
        "placeholder": Need(_I18N),
        "help": Need(_I18N),
        "url": Need(_I18N),
        "max_length": Need(INTEGER),
        "show_on": Need(_SHOW_ON),
    },
)
_FIELDS = Need(Items(PACKAGE, _FIELD, null=True, most=32))
_HELP = Record(PACKAGE, {"title": Need(_I18N, _DEBUG), "url": Need(_I18N, _DEBUG)}, null=True)
_NAME = Record(PACKAGE, {"label": Need(_I18N, _DEBUG), "placeholder": Need(_I18N)}, null=True)
_LISTING = Record(PACKAGE, {"predefined": Need(TEXTS), "position": Need(TEXT)}, null=True)

PROVIDER = Record(
    PACKAGE,
    {
        "provider": _required(_SHORT),
        "label": Need(_I18N, _DEBUG),
        "description": Need(_I18N),
        "icon_small": Need(_I18N),
        "icon_large": Need(_I18N),
        "icon_small_dark": Need(_I18N),
        "icon_large_dark": Need(_I18N),
        "background": Need(TEXT),
        "help": Need(_HELP),
        "supported_model_types": _required(Items(PACKAGE, word(_DEBUG, *MODEL_TYPES), null=True, most=16)),
        "configurate_methods": _required(Items(PACKAGE, word(_DEBUG, *METHODS), null=True, most=16)),
        "provider_credential_schema": Need(Record(PACKAGE, {"credential_form_schemas": _FIELDS}, null=True)),
        "model_credential_schema": Need(
            Record(PACKAGE, {"model": Need(_NAME, _DEBUG), "credential_form_schemas": _FIELDS}, null=True)
        ),
        "models": Need(Record(PACKAGE, {key: Need(_LISTING) for key in MODEL_KEYS}, null=True)),
    },
)
