"""What SARIF 2.1.0 demands of the objects that are written here, as a JSON Schema that allows nothing else.

The committee's own schema may not be copied into a repository of other terms, and it allows much that is never
written; this one says what of it is. Facts: sections 3.13 to 3.58 of the standard.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

_TEXT = {"type": "string", "minLength": 1}
_COUNT = {"type": "integer", "minimum": 1}


def _object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


_MESSAGE = _object({"text": _TEXT})
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_REGION = _object({"startLine": _COUNT, "startColumn": _COUNT, "endLine": _COUNT, "endColumn": _COUNT})
_RELATIVE = _object(
    # A relative reference (RFC 3986): no scheme, no leading slash, no `..`, and all else encoded.
    {
        "uri": {
            "type": "string",
            "pattern": r"^(?!/)(?!\.\.?(?:/|$))(?!.*/\.\.?(?:/|$))(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$",
        },
        "uriBaseId": {"const": "%SRCROOT%"},
    }
)
_WHOLE = _object({"uri": {"type": "string", "pattern": r"^file:/{3}(?:[A-Za-z0-9._~!$&'()*+,;=@:/-]|%[0-9A-F]{2})*$"}})
_ARTIFACT = {"oneOf": [_RELATIVE, _WHOLE]}
_PHYSICAL = _object({"artifactLocation": _ARTIFACT, "region": _REGION})
_RELATED = _object({"id": {"type": "integer", "minimum": 0}, "physicalLocation": _PHYSICAL, "message": _MESSAGE})
_REPLACEMENT = _object({"deletedRegion": _REGION, "insertedContent": _object({"text": {"type": "string"}})})
_CHANGE = _object(
    {"artifactLocation": _ARTIFACT, "replacements": {"type": "array", "items": _REPLACEMENT, "minItems": 1}}
)
_FIX = _object(
    {"description": _MESSAGE, "artifactChanges": {"type": "array", "items": _CHANGE, "minItems": 1}},
)
_RULE = _object(
    {
        "id": {"type": "string", "pattern": r"^D\d{3}$"},
        "name": {"type": "string", "pattern": r"^[A-Z][A-Za-z0-9]+$"},
        "shortDescription": _MESSAGE,
        "fullDescription": _MESSAGE,
        "help": _object({"text": _TEXT, "markdown": _TEXT}),
        "defaultConfiguration": _object({"level": _LEVEL}),
        "properties": _object({"tags": {"type": "array", "items": _TEXT, "uniqueItems": True}}),
    },
    helpUri={"type": "string", "format": "uri"},
)
_SUPPRESSION = _object(
    {"kind": {"enum": ["inSource", "external"]}, "location": _object({"physicalLocation": _PHYSICAL})},
    justification=_TEXT,
)
_RESULT = _object(
    {
        "ruleId": _TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": _LEVEL,
        "message": _MESSAGE,
        "locations": {"type": "array", "items": _object({"physicalLocation": _PHYSICAL}), "minItems": 1, "maxItems": 1},
        "partialFingerprints": {"type": "object", "additionalProperties": _TEXT, "minProperties": 1},
    },
    relatedLocations={"type": "array", "items": _RELATED, "minItems": 1, "uniqueItems": True},
    fixes={"type": "array", "items": _FIX, "minItems": 1, "uniqueItems": True},
    suppressions={"type": "array", "items": _SUPPRESSION, "uniqueItems": True},
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
)
_VERSION = {"type": "string", "pattern": r"^\d+\.\d+\.\d+"}
_DRIVER = _object(
    {
        "name": {"const": "difyspec"},
        "version": _TEXT,
        "semanticVersion": _VERSION,
        "rules": {"type": "array", "items": _RULE, "uniqueItems": True},
    },
    informationUri={"type": "string", "format": "uri"},
)
_RUN = _object(
    {
        "tool": _object({"driver": _DRIVER}),
        "invocations": {"type": "array", "items": _object({"executionSuccessful": {"type": "boolean"}})},
        "originalUriBaseIds": {"type": "object", "additionalProperties": _object({"description": _MESSAGE})},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "newlineSequences": {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True},
        "results": {"type": "array", "items": _RESULT},
    }
)
SCHEMA = _object(
    {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": _RUN, "minItems": 1, "maxItems": 1},
    }
)


def problems(log: Any) -> list[str]:
    """What is wrong with a log: where its form is another, and where its parts do not go together."""
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    found = [f"{one.json_path}: {one.message}" for one in validator.iter_errors(log)]
    return found or [problem for run in log["runs"] for problem in _disagreements(run)]


def _disagreements(run: dict[str, Any]) -> list[str]:
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    found = []
    ids = [one["id"] for one in rules]
    if len(ids) != len(set(ids)):
        found.append("two rules with one id")
    for one in results:
        if ids[one["ruleIndex"]] != one["ruleId"]:
            found.append(f"{one['ruleId']}: its index is that of another rule")
        if any(_end(place) < _start(place) for place in _regions(one)):
            found.append(f"{one['ruleId']}: a region ends before it starts")
        numbers = [each["id"] for each in one.get("relatedLocations", ())]
        if len(numbers) != len(set(numbers)):
            found.append(f"{one['ruleId']}: two related locations with one id")
    # Of all results or of none: sections 3.27.23 and 3.27.24.
    uneven = [key for key in ("suppressions", "baselineState") if len({key in one for one in results}) > 1]
    found += [f"some results have `{key}` and some have not" for key in uneven]
    prints = [tuple(sorted(one["partialFingerprints"].items())) for one in results]
    if len(prints) != len(set(prints)):
        found.append("two results with one fingerprint")
    return found


def _start(region: dict[str, int]) -> tuple[int, int]:
    return region["startLine"], region["startColumn"]


def _end(region: dict[str, int]) -> tuple[int, int]:
    return region["endLine"], region["endColumn"]


def _regions(value: Any) -> list[dict[str, int]]:
    if isinstance(value, list):
        return [one for item in value for one in _regions(item)]
    if not isinstance(value, dict):
        return []
    own = [value[key] for key in ("region", "deletedRegion") if key in value]
    return own + [one for item in value.values() for one in _regions(item)]
