"""The shape of a programme file against the published schema, with faults in plain words."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from husrom.portal.programme.document import programme_schema
from husrom.portal.programme.faults import Place
from husrom.portal.programme.parsing import ParsedFile


def report_shape(parsed: ParsedFile) -> None:
    """Report every value that the schema does not allow."""
    if parsed.tree is None:
        if parsed.complete:
            parsed.report((), _("The file is empty. Start from an example: husrom network export."))
        return
    validator = Draft202012Validator(programme_schema(), format_checker=FormatChecker(["date"]))
    for error in validator.iter_errors(parsed.tree):
        _report(parsed, error)


def _report(parsed: ParsedFile, error: ValidationError) -> None:
    place: Place = tuple(error.absolute_path)
    if error.validator == "required":
        if parsed.complete:
            _report_missing(parsed, place, error)
    elif error.validator == "additionalProperties":
        _report_unknown(parsed, place, error)
    else:
        if "propertyNames" in error.absolute_schema_path:
            place = (*place, str(error.instance))
        parsed.report(place, _SENTENCES[str(error.validator)](error))


def _report_missing(parsed: ParsedFile, place: Place, error: ValidationError) -> None:
    for key in error.validator_value:
        if key not in error.instance:
            parsed.report(place, _("The key “%(key)s” is missing.") % {"key": key})


def _report_unknown(parsed: ParsedFile, place: Place, error: ValidationError) -> None:
    known = error.schema["properties"]
    for key in error.instance:
        if key not in known:
            message = _("The key “%(key)s” is not known here. Known keys: %(known)s.")
            parsed.report((*place, key), message % {"key": key, "known": ", ".join(known)})


def _type(error: ValidationError) -> str:
    if error.validator_value == "string" and isinstance(error.instance, int | float | bool):
        return _("%(found)s must stand in quotation marks here, because it is text.") % {
            "found": _shown(error.instance)
        }
    expected = {
        "string": _("text"),
        "integer": _("a whole number"),
        "number": _("a number"),
        "boolean": _("true or false"),
        "object": _("keys with values"),
        "array": _("a list, each line starting with a hyphen"),
    }[str(error.validator_value)]
    return _("%(found)s stands here; expected %(expected)s.") % {"found": _shown(error.instance), "expected": expected}


def _enum(error: ValidationError) -> str:
    choices = ", ".join(str(choice) for choice in error.validator_value)
    return _("%(found)s stands here; expected one of: %(choices)s.") % {
        "found": _shown(error.instance),
        "choices": choices,
    }


def _format(error: ValidationError) -> str:
    return _("%(found)s is not a date. Write year-month-day, such as 2027-03-16.") % {"found": _shown(error.instance)}


def _pattern(error: ValidationError) -> str:
    definitions = programme_schema()["$defs"]
    expectations = {
        definitions["time"]["pattern"]: _('a time of day in quotation marks, such as "09:30"'),
        definitions["slug"]["pattern"]: _(
            "lower-case letters a–z, digits and hyphens, such as helhetlig-boligpolitikk"
        ),
        definitions["key"]["pattern"]: _("lower-case letters a–z, digits, hyphens and underscores"),
        definitions["municipality_number"]["pattern"]: _('four digits in quotation marks, such as "3403"'),
        definitions["framework_code"]["pattern"]: _("a letter and numbers with full stops, such as D1.2"),
        definitions["phase"]["properties"]["letter"]["pattern"]: _("one capital letter, such as A"),
        definitions["material"]["properties"]["url"]["pattern"]: _("an address that starts with https://"),
        definitions["network"]["properties"]["county_labels"]["propertyNames"]["pattern"]: _(
            'a county number of two digits in quotation marks, such as "34"'
        ),
    }
    expected = expectations[str(error.validator_value)]
    return _("%(found)s stands here; expected %(expected)s.") % {"found": _shown(error.instance), "expected": expected}


def _const(error: ValidationError) -> str:
    return _("%(found)s stands here; this version of Husrom reads format %(expected)s.") % {
        "found": _shown(error.instance),
        "expected": error.validator_value,
    }


def _at_least(error: ValidationError) -> str:
    return _("%(found)s is too small; expected at least %(limit)s.") % {
        "found": _shown(error.instance),
        "limit": error.validator_value,
    }


def _at_most(error: ValidationError) -> str:
    return _("%(found)s is too large; expected at most %(limit)s.") % {
        "found": _shown(error.instance),
        "limit": error.validator_value,
    }


def _empty(_error: ValidationError) -> str:
    return _("The text is empty. Write something here, or leave the key out.")


def _too_long(error: ValidationError) -> str:
    return _("The text has %(length)d characters; at most %(limit)d fit.") % {
        "length": len(error.instance),
        "limit": error.validator_value,
    }


def _too_few(error: ValidationError) -> str:
    return _("The list has %(length)d entries; expected at least %(limit)d.") % {
        "length": len(error.instance),
        "limit": error.validator_value,
    }


def _repeated(_error: ValidationError) -> str:
    return _("The same value stands twice in the list. Keep one of them.")


_SENTENCES: dict[str, Callable[[ValidationError], str]] = {
    "type": _type,
    "enum": _enum,
    "format": _format,
    "pattern": _pattern,
    "const": _const,
    "minimum": _at_least,
    "maximum": _at_most,
    "minLength": _empty,
    "maxLength": _too_long,
    "minItems": _too_few,
    "uniqueItems": _repeated,
}


def _shown(value: Any) -> str:
    """Show a value as it would stand in the file, cut short."""
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return _("a group of keys")
    if isinstance(value, list):
        return _("a list")
    text = str(value)
    return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"  # noqa: PLR2004 -- one line in a terminal
