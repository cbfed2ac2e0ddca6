"""D809."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import ERROR, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.loaders import Trouble


@rule("D809", ERROR)
def unusable_class(refused: Refusals) -> Iterator[Hit]:
    """The SDK does not find the classes that it needs, or cannot use them

    The SDK executes the files that the provider's YAML names and takes every class in them that derives from its own,
    imported ones included: exactly one provider, and per model type the last class. It makes them itself, so
    `__init__` must be the SDK's and no abstract method may be left.

    Why: The plugin does not start, or starts and fails at the first call.

    Fix: Derive one class from the SDK's, write its methods, and use other classes of the SDK through their module.
    """
    for one in refused.of(Trouble.CLASS):
        yield Hit(one.refusal.span, one.message, one.refusal.help)
