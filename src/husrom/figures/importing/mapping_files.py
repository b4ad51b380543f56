"""Mapping files: read, checked against the schema and against themselves; and those that come with Husrom."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from husrom.figures.catalogue import sources
from husrom.figures.errors import MunicipalityNotValidError, UnknownMunicipalityError
from husrom.figures.importing.cells import PERIOD_EXPECTED, period_of
from husrom.figures.importing.faults import FaultList, ImportRefusedError
from husrom.figures.importing.limits import MEGABYTE
from husrom.figures.importing.mapping import ImportMapping, mapping_of, mapping_schema
from husrom.figures.municipalities import municipality as municipality_on
from husrom.figures.wording import gettext_noop as _

_READY = files("husrom.figures.importing") / "mappings"
_LARGEST_BYTES = MEGABYTE
_RESERVED = frozenset({"municipality_number", "division_year", "year", "quarter", "month", "zone_id"})


class _Loader(yaml.SafeLoader):
    """YAML without aliases, which can unfold to gigabytes; a date stays text, as the schema has it."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("it uses an alias (*), which a mapping has no need of")
        return super().compose_node(parent, index)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_mapping(path: Path) -> ImportMapping:
    """Return the mapping in a YAML file.

    Raises
    ------
    ImportRefusedError
        When the file cannot be read, is no YAML, or does not follow the schema; all faults at once.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_BYTES + 1)
    except OSError as error:
        raise ImportRefusedError(
            _("The mapping %(name)s cannot be read (%(strerror)s). Check the path."),
            name=path.name,
            strerror=error.strerror,
        ) from error
    return parse_mapping(data, path.name)


def parse_mapping(data: bytes, name: str) -> ImportMapping:
    """Return the mapping that some YAML holds; `name` is what messages call it."""
    if len(data) > _LARGEST_BYTES:
        raise ImportRefusedError(
            _("The mapping %(name)s is larger than 1 MB. Did you mean to give the file of figures?"), name=name
        )
    try:
        tree = yaml.load(data.decode("utf-8-sig"), _Loader)  # noqa: S506 - it builds on SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise ImportRefusedError(
            _("The mapping %(name)s is not YAML in UTF-8: %(reason)s."), name=name, reason=reason
        ) from error
    _check_shape(tree, name)
    found = mapping_of(tree)
    _check_sense(found, name)
    return found


@cache
def ready_mappings() -> Mapping[str, ImportMapping]:
    """Return the mappings that come with Husrom, by name.

    Examples
    --------
    >>> sorted(ready_mappings())[:2]
    ['husbanken_bostotte', 'husbanken_startlan']
    """
    found = (parse_mapping(file.read_bytes(), file.name) for file in _READY.iterdir() if file.name.endswith(".yaml"))
    return {mapping.name: mapping for mapping in sorted(found, key=lambda mapping: mapping.name)}


def ready_mapping_text(name: str) -> str:
    """Return the YAML of a mapping that comes with Husrom, with its comments, to copy and correct."""
    return (_READY / f"{name.replace('_', '-')}.yaml").read_text(encoding="utf-8")


def completed(
    mapping: ImportMapping,
    *,
    received_on: dt.date | None = None,
    municipality: str | None = None,
    period: str | None = None,
) -> ImportMapping:
    """Return a mapping with what only the one who has the file can say; None leaves the mapping's own."""
    region = mapping.region if municipality is None else replace(mapping.region, municipality=municipality)
    when = mapping.period if period is None else replace(mapping.period, fixed=period, column=None)
    return replace(mapping, received_on=received_on or mapping.received_on, region=region, period=when)


def check_complete(mapping: ImportMapping) -> None:
    """Refuse a mapping that does not say when the file was received, for what period or of which municipality."""
    faults = FaultList()
    if mapping.received_on is None:
        faults.add(_("the day the file was received, as 2026-11-20"), column="received_on")
    if mapping.period.column is None and mapping.period.fixed is None:
        faults.add(_("a column with the period, or one fixed period"), column="period")
    fixed, coding = mapping.period.fixed, mapping.period.coding
    if fixed is not None and period_of(fixed, coding) is None:
        faults.add(PERIOD_EXPECTED[coding], column="period", value=fixed)
    number = mapping.region.municipality
    if number is None and mapping.region.kind != "municipality":
        faults.add(_("the number of the municipality the file is of"), column="region: municipality")
    if number is not None:
        try:
            municipality_on(number, on=dt.date(mapping.region.division_year, 1, 1))
        except (UnknownMunicipalityError, MunicipalityNotValidError):
            faults.add(
                _("a municipality number of the division of %(year)s"),
                column="region: municipality",
                value=number,
                year=mapping.region.division_year,
            )
    faults.refuse(_("The mapping %(name)s does not say all that is needed to read a file."), name=mapping.name)


def _check_shape(tree: Any, name: str) -> None:
    faults = FaultList()
    validator = Draft202012Validator(mapping_schema(), format_checker=FormatChecker(["date"]))
    for error in sorted(validator.iter_errors(tree), key=lambda error: list(map(str, error.absolute_path))):
        found = _most_telling(error)
        place = ": ".join(str(part) for part in found.absolute_path)
        faults.add(_("something else (%(message)s)"), column=place or None, message=found.message[:300])
    faults.refuse(_("The mapping %(name)s does not follow the format."), name=name)


def _most_telling(error: ValidationError) -> ValidationError:
    """Return, for a column that fits none of the three roles, what is wrong with it in the role it claims."""
    if error.validator != "oneOf" or not error.context or not isinstance(error.instance, dict):
        return error
    claimed = [found for found in error.context if list(found.path) != ["role"]]
    roles = {found.schema_path[0] for found in error.context if list(found.path) == ["role"]}
    return next((found for found in claimed if found.schema_path[0] not in roles), error)


def _columns_made(mapping: ImportMapping) -> list[str]:
    """Return the names that the dimensions and values will have in the frame."""
    names: list[str] = []
    for dimension in mapping.dimensions:
        names += [f"{dimension.name}_from", f"{dimension.name}_to"] if dimension.bands else [dimension.name]
    counts = [mapping.row_count.name] if mapping.row_count else []
    for name in (*counts, *(value.name for value in mapping.values)):
        names += [name, f"{name}_status"]
    return names


def _check_sense(mapping: ImportMapping, name: str) -> None:
    faults = FaultList()
    names = _columns_made(mapping)
    for repeated in sorted({found for found in names if names.count(found) > 1}):
        faults.add(_("each name once"), column="columns: name", value=repeated)
    for taken in sorted(_RESERVED & set(names)):
        faults.add(_("a name that Husrom does not use itself"), column="columns: name", value=taken)
    if bool(mapping.values) == bool(mapping.row_count):
        faults.add(_("either columns with role value, or one with role row_count"), column="columns")
    if mapping.name in sources():
        faults.add(_("a name that no official dataset has"), column="name", value=mapping.name)
    if mapping.file.decimal == mapping.file.thousands:
        faults.add(_("a sign other than the decimal sign"), column="file: thousands", value=mapping.file.thousands)
    for dimension in mapping.dimensions:
        if dimension.bands and list(dimension.bands) != sorted(dimension.bands):
            faults.add(_("rising numbers"), column=f"columns: {dimension.name}: bands", value=dimension.bands)
    faults.refuse(_("The mapping %(name)s contradicts itself."), name=name)
