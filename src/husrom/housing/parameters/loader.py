"""Read parameter files, and refuse everything in them that could be misunderstood."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from husrom.housing.errors import ParameterError

_ROOT = files("husrom.housing") / "parameters"
_KEYS = frozenset({"description", "unit", "values", "reference", "checked_on"})
_REFERENCE_KEYS = frozenset({"title", "href", "verified"})


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a value is decided.

    Attributes
    ----------
    verified
        False where nobody has read the value where it is decided; whoever shows the value says so.
    """

    title: str
    href: str | None
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number with its unit and history.

    Attributes
    ----------
    name
        Folder and file, as in `growth.growth_from_10_years_pct`.
    unit
        A key of `units.yaml`.
    values
        Value by the day it came into force, oldest first; None means repealed.
    references
        For every day in `values`, where it is decided.
    checked_on
        The day somebody saw that the last value still held.
    """

    name: str
    description: str
    unit: str
    values: tuple[tuple[dt.date, float | None], ...]
    references: tuple[tuple[dt.date, Reference], ...]
    checked_on: dt.date

    def at(self, day: dt.date) -> float | None:
        """Return the value in force on a day; None once repealed.

        Raises
        ------
        ParameterError
            When the day is before the first value.

        Examples
        --------
        >>> parameter("growth.agreeing_measures").at(dt.date(2026, 11, 23))
        2
        >>> parameter("growth.agreeing_measures").at(dt.date(2019, 1, 1))
        Traceback (most recent call last):
        husrom.housing.errors.ParameterError: growth.agreeing_measures has no value on 2019-01-01: it is first defined
        from 2026-01-01.
        """
        return dict(self.values)[self._start(day)]

    def reference_at(self, day: dt.date) -> Reference:
        """Return where the value in force on a day is decided, and whether that has been read.

        Raises
        ------
        ParameterError
            When the day is before the first value.

        Examples
        --------
        >>> parameter("growth.agreeing_measures").reference_at(dt.date(2026, 11, 23)).verified
        True
        """
        return dict(self.references)[self._start(day)]

    def _start(self, day: dt.date) -> dt.date:
        started = [start for start, _value in self.values if start <= day]
        if not started:
            first = self.values[0][0]
            raise ParameterError(f"{self.name} has no value on {day}: it is first defined from {first}.")
        return started[-1]


class _StrictLoader(yaml.SafeLoader):
    """YAML without surprises: dates stay text until they are checked, and no key stands twice."""


_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _mapping_without_duplicates(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            raise ParameterError(f"line {key_node.start_mark.line + 1}: the key {key} stands twice. Keep one of them.")
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_duplicates)


@cache
def parameters() -> Mapping[str, Parameter]:
    """Return every parameter by its name.

    Examples
    --------
    >>> parameters()["growth.growth_from_10_years_pct"].unit
    'per_cent'
    """
    return {
        name: load_parameter(path, name=name, units=units())
        for folder in sorted(_ROOT.iterdir(), key=lambda path: path.name)
        if folder.is_dir() and not folder.name.startswith("_")
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".yaml")
        for name in [f"{folder.name}.{path.name.removesuffix('.yaml')}"]
    }


def parameter(name: str) -> Parameter:
    """Return one parameter.

    Raises
    ------
    ParameterError
        When there is no such parameter.

    Examples
    --------
    >>> parameter("growth.luck")
    Traceback (most recent call last):
    husrom.housing.errors.ParameterError: There is no parameter growth.luck. There are: ...
    """
    try:
        return parameters()[name]
    except KeyError:
        raise ParameterError(f"There is no parameter {name}. There are: {', '.join(sorted(parameters()))}.") from None


@cache
def units() -> frozenset[str]:
    """Return the units a parameter may have."""
    return frozenset(_mapping(_ROOT / "units.yaml"))


def load_parameter(path: Traversable, *, name: str, units: frozenset[str]) -> Parameter:
    """Read one parameter file.

    Raises
    ------
    ParameterError
        When something in it is missing, unknown, stands twice or has the wrong form. The message names file and key.
    """
    content = _mapping(path)
    _expect_keys(path, content, required=_KEYS, allowed=_KEYS, where="")
    description, unit = content["description"], content["unit"]
    if not isinstance(description, str) or not description.strip():
        raise ParameterError(f"{path.name}: description: expected a sentence, found {description!r}.")
    if unit not in units:
        raise ParameterError(
            f"{path.name}: unit: {unit!r} is not in units.yaml. Use one of {', '.join(sorted(units))}."
        )
    values = _dated(path, content, "values")
    references = _dated(path, content, "reference")
    if values.keys() != references.keys():
        days = ", ".join(str(day) for day in sorted(values.keys() ^ references.keys()))
        raise ParameterError(f"{path.name}: reference: every start date needs a value and a reference; look at {days}.")
    return Parameter(
        name=name,
        description=description.strip(),
        unit=unit,
        values=tuple((day, _number(path, day, value)) for day, value in sorted(values.items())),
        references=tuple((day, _reference(path, day, entry)) for day, entry in sorted(references.items())),
        checked_on=_day(path, "checked_on", content["checked_on"]),
    )


def _mapping(path: Traversable) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 -- a SafeLoader
    except ParameterError as error:
        raise ParameterError(f"{path.name}: {error}") from None
    except yaml.YAMLError as error:
        raise ParameterError(f"{path.name} is not YAML: {error}") from error
    if not isinstance(content, dict):
        raise ParameterError(f"{path.name}: expected keys and values, found {type(content).__name__}.")
    return content


def _expect_keys(
    path: Traversable, content: Mapping[str, Any], *, required: frozenset[str], allowed: frozenset[str], where: str
) -> None:
    unknown, missing = content.keys() - allowed, required - content.keys()
    if unknown:
        raise ParameterError(
            f"{path.name}: {where}unknown key {', '.join(sorted(map(str, unknown)))}. "
            f"Expected {', '.join(sorted(allowed))}."
        )
    if missing:
        raise ParameterError(f"{path.name}: {where}the key {', '.join(sorted(missing))} is missing.")


def _dated(path: Traversable, content: Mapping[str, Any], key: str) -> dict[dt.date, Any]:
    entries = content[key]
    if not isinstance(entries, dict) or not entries:
        raise ParameterError(f"{path.name}: {key}: expected at least one start date such as 2026-01-01.")
    return {_day(path, key, day): entry for day, entry in entries.items()}


def _day(path: Traversable, key: str, text: object) -> dt.date:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        raise ParameterError(f"{path.name}: {key}: {text} is no date. Write it as 2026-01-01.") from None


def _number(path: Traversable, day: dt.date, value: object) -> float | None:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise ParameterError(
        f"{path.name}: values: {value!r} from {day} is no number. Write a number, or null if repealed."
    )


def _reference(path: Traversable, day: dt.date, entry: object) -> Reference:
    if not isinstance(entry, dict):
        raise ParameterError(f"{path.name}: reference: {day} needs a title and, where there is one, an href.")
    _expect_keys(path, entry, required=frozenset({"title"}), allowed=_REFERENCE_KEYS, where=f"reference: {day}: ")
    verified = entry.get("verified", True)
    if not isinstance(verified, bool):
        raise ParameterError(f"{path.name}: reference: {day}: verified: expected true or false, found {verified!r}.")
    return Reference(title=entry["title"], href=entry.get("href"), verified=verified)
