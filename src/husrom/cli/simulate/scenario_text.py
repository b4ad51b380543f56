"""A scenario file as text and as a tree: read without YAML's surprises, and with every fault of its shape listed."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from husrom.cli.errors import CommandError
from husrom.figures.wording import gettext_noop

_ROOM = files("husrom.cli.simulate")
_LARGEST_BYTES = 1_000_000
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True, eq=False)
class ScenarioFile:
    """A scenario file whose shape is in order; two with the same content are the same.

    Attributes
    ----------
    sha256
        Of the file as it lies, so that a result can say exactly what it came of.
    """

    name: str
    sha256: str
    tree: dict[str, Any]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScenarioFile) and (self.name, self.sha256) == (other.name, other.sha256)

    def __hash__(self) -> int:
        return hash((self.name, self.sha256))


class _Loader(yaml.SafeLoader):
    """YAML without aliases, which can unfold to gigabytes, and without a key that stands twice."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError(_("it uses an alias (*), which a scenario has no need of"))
        return super().compose_node(parent, index)


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        # An age such as 5 is a key too.
        key = str(key_node.value)
        if key in mapping:
            line = key_node.start_mark.line + 1
            raise yaml.YAMLError(_("line %(line)s: the key %(key)s stands twice") % {"line": line, "key": key})
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def scenario_schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((_ROOM / "scenario.schema.json").read_text(encoding="utf-8"))
    return schema


def example_scenario() -> str:
    return (_ROOM / "example.yaml").read_text(encoding="utf-8")


def read_scenario_file(path: Path) -> ScenarioFile:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_BYTES + 1)
    except OSError as error:
        message = _("The scenario %(name)s cannot be read (%(reason)s). Check the path.")
        raise CommandError(message % {"name": path.name, "reason": error.strerror}) from error
    if len(data) > _LARGEST_BYTES:
        raise CommandError(_("The scenario %(name)s is larger than 1 MB.") % {"name": path.name})
    return parse_scenario(data, path.name)


def parse_scenario(data: bytes, name: str) -> ScenarioFile:
    try:
        tree = yaml.load(data.decode("utf-8-sig"), _Loader)  # noqa: S506 -- it builds on SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        reason = " ".join(str(error).split())
        message = _("The scenario %(name)s is not YAML in UTF-8: %(reason)s.")
        raise CommandError(message % {"name": name, "reason": reason}) from error
    # A key that lacks two others is told of once.
    refuse(name, list(dict.fromkeys(map(_sentence, _validator().iter_errors(tree)))))
    return ScenarioFile(name, hashlib.sha256(data).hexdigest(), tree)


def refuse(name: str, faults: list[str]) -> None:
    """Refuse a scenario with faults, all of them told at once."""
    if faults:
        heading = _("%(name)s cannot be simulated. Faults: %(count)s.") % {"name": name, "count": len(faults)}
        raise CommandError("\n".join([heading, *(f"- {fault}" for fault in faults)]))


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(scenario_schema())


def _sentence(error: ValidationError) -> str:
    instance: Any = error.instance
    expected: Any = error.validator_value
    place = ".".join(str(part) for part in error.absolute_path) or _("the file")
    if error.validator == "required":
        missing = [key for key in expected if key not in instance]
        return _("%(place)s: missing: %(keys)s.") % {"place": place, "keys": ", ".join(missing)}
    if error.validator == "additionalProperties":
        schema: Any = error.schema
        unknown = [key for key in instance if key not in schema["properties"]]
        return _("%(place)s: unknown: %(keys)s.") % {"place": place, "keys": ", ".join(unknown)}
    found = json.dumps(instance, ensure_ascii=False, default=str)
    values = {
        "place": place,
        "found": found if len(found) <= _LONGEST_SHOWN else f"{found[:_LONGEST_SHOWN]} …",
        "expected": ", ".join(expected) if error.validator == "enum" else expected,
    }
    return _(_SENTENCES.get(str(error.validator), _OTHERWISE)) % values


_OTHERWISE = gettext_noop("%(place)s: %(found)s does not fit; see husrom simulate --schema.")
_SENTENCES = {
    "type": gettext_noop("%(place)s: %(found)s is of the wrong kind; expected: %(expected)s."),
    "enum": gettext_noop("%(place)s: %(found)s is not one of %(expected)s."),
    "minimum": gettext_noop("%(place)s: %(found)s is less than %(expected)s."),
    "maximum": gettext_noop("%(place)s: %(found)s is more than %(expected)s."),
    "minItems": gettext_noop("%(place)s: there are too few; at least %(expected)s."),
    "exclusiveMinimum": gettext_noop("%(place)s: %(found)s is not more than %(expected)s."),
    "oneOf": gettext_noop("%(place)s: give one of rows, counts and pattern."),
    "maxItems": gettext_noop("%(place)s: there are too many; at most %(expected)s."),
}
