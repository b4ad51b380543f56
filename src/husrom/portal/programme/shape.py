"""The shape of a programme file against the published schema, with faults in plain words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from husrom.portal.programme.document import programme_schema
from husrom.portal.programme.faults import Place, quoted
from husrom.portal.programme.parsing import ParsedFile

_LONGEST_SHOWN = 60


def report_shape(parsed: ParsedFile) -> None:
    """Report every value that the schema does not allow."""
    if parsed.tree is None:
        parsed.report((), _("The file is empty. Start from an example: husrom network export."))
        return
    validator = Draft202012Validator(programme_schema(), format_checker=FormatChecker(["date"]))
    for error in validator.iter_errors(parsed.tree):
        _report(parsed, _Mismatch.of(error))


@dataclass(frozen=True, slots=True)
class _Mismatch:
    """A value and the keyword of the schema that it does not meet."""

    place: Place
    keyword: str
    expected: Any
    found: Any
    schema: Any

    @classmethod
    def of(cls, error: ValidationError) -> "_Mismatch":
        place: Place = tuple(error.absolute_path)
        if "propertyNames" in error.absolute_schema_path:
            place = (*place, str(error.instance))
        return cls(place, str(error.validator), error.validator_value, error.instance, error.schema)


def _report(parsed: ParsedFile, mismatch: _Mismatch) -> None:
    if mismatch.keyword == "required":
        _report_missing(parsed, mismatch)
    elif mismatch.keyword == "additionalProperties":
        _report_unknown(parsed, mismatch)
    else:
        parsed.report(mismatch.place, _SENTENCES[mismatch.keyword](mismatch))


def _report_missing(parsed: ParsedFile, mismatch: _Mismatch) -> None:
    for key in mismatch.expected:
        if key not in mismatch.found:
            parsed.report(mismatch.place, _("The key “%(key)s” is missing.") % {"key": key})


def _report_unknown(parsed: ParsedFile, mismatch: _Mismatch) -> None:
    known = mismatch.schema["properties"]
    for key in mismatch.found:
        if key not in known:
            message = _("The key “%(key)s” is not known here. Known keys: %(known)s.")
            parsed.report((*mismatch.place, key), message % {"key": key, "known": ", ".join(known)})


def _type(mismatch: _Mismatch) -> str:
    if mismatch.expected == "string" and isinstance(mismatch.found, int | float | bool):
        return _("%(found)s must stand in quotation marks here, because it is text.") % {
            "found": _shown(mismatch.found)
        }
    expected = {
        "string": _("text"),
        "integer": _("a whole number"),
        "number": _("a number"),
        "boolean": _("true or false"),
        "object": _("keys with values"),
        "array": _("a list, each line starting with a hyphen"),
    }[str(mismatch.expected)]
    return _("%(found)s stands here; expected %(expected)s.") % {"found": _shown(mismatch.found), "expected": expected}


def _enum(mismatch: _Mismatch) -> str:
    choices = ", ".join(str(choice) for choice in mismatch.expected)
    return _("%(found)s stands here; expected one of: %(choices)s.") % {
        "found": _shown(mismatch.found),
        "choices": choices,
    }


def _format(mismatch: _Mismatch) -> str:
    return _("%(found)s is not a date. Write year-month-day, such as 2027-03-16.") % {"found": _shown(mismatch.found)}


def _pattern(mismatch: _Mismatch) -> str:
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
    expected = expectations[str(mismatch.expected)]
    return _("%(found)s stands here; expected %(expected)s.") % {"found": _shown(mismatch.found), "expected": expected}


def _const(mismatch: _Mismatch) -> str:
    return _("%(found)s stands here; this version of Husrom reads format %(expected)s.") % {
        "found": _shown(mismatch.found),
        "expected": mismatch.expected,
    }


def _at_least(mismatch: _Mismatch) -> str:
    return _("%(found)s is too small; expected at least %(limit)s.") % {
        "found": _shown(mismatch.found),
        "limit": mismatch.expected,
    }


def _at_most(mismatch: _Mismatch) -> str:
    return _("%(found)s is too large; expected at most %(limit)s.") % {
        "found": _shown(mismatch.found),
        "limit": mismatch.expected,
    }


def _empty(_mismatch: _Mismatch) -> str:
    return _("The text is empty. Write something here, or leave the key out.")


def _too_long(mismatch: _Mismatch) -> str:
    return _("The text has %(length)d characters; at most %(limit)d fit.") % {
        "length": len(mismatch.found),
        "limit": mismatch.expected,
    }


def _too_few(mismatch: _Mismatch) -> str:
    return _("The list has %(length)d entries; expected at least %(limit)d.") % {
        "length": len(mismatch.found),
        "limit": mismatch.expected,
    }


def _repeated(_mismatch: _Mismatch) -> str:
    return _("The same value stands twice in the list. Keep one of them.")


_SENTENCES: dict[str, Callable[[_Mismatch], str]] = {
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
    return quoted(text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…")
