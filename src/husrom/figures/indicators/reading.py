"""The definitions, read from one YAML file per theme when first asked for."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from husrom.figures.errors import DefinitionError
from husrom.figures.indicators.indicator import Indicator, SmallNumbers, Theme, Unit
from husrom.figures.indicators.recipe import Condition, Form, Measure, Recipe, Region
from husrom.figures.provenance import Title

ROOM = files("husrom.figures.indicators")
TIMES: Mapping[Form, float] = {Form.SHARE: 100.0, Form.CHANGE: 100.0}


def read_yaml(name: str, room: Traversable = ROOM) -> dict[str, Any]:
    """Return a file of this room or another, by the fast loader: a page may be waiting.

    Raises
    ------
    DefinitionError
        When the file is not YAML.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content: dict[str, Any] = yaml.load(room.joinpath(name).read_bytes(), loader)  # noqa: S506 -- a safe loader
    except yaml.YAMLError as error:
        raise DefinitionError(f"{name} of the indicators cannot be read as YAML: {error}. Mend it there.") from error
    return content or {}


@cache
def definitions() -> Mapping[str, Indicator]:
    """Return every indicator by its key, by theme and as they stand in the files.

    Raises
    ------
    DefinitionError
        When a definition is wrong; the message names file and key.
    """
    found: dict[str, Indicator] = {}
    for theme in Theme:
        for key, entry in read_yaml(f"definitions/{theme.value}.yaml").items():
            if key in found:
                raise DefinitionError(f"definitions/{theme.value}.yaml: {key} is defined twice. Rename one of them.")
            try:
                found[key] = read_indicator(key, theme, entry)
            except (KeyError, TypeError, ValueError) as error:
                message = f"definitions/{theme.value}.yaml: {key} is not a definition ({error}). See schema.json."
                raise DefinitionError(message) from error
    return found


@cache
def units() -> Mapping[str, Unit]:
    """Return every unit by its key: those of the catalogue of tables, and those of what is computed.

    Examples
    --------
    >>> units()["nok_per_m2"].label.nb
    'kr per m²'
    """
    # Read as a file: to import the catalogue is to wait for what checks it.
    labels = read_yaml("units.yaml", files("husrom.figures") / "tables") | read_yaml("units.yaml")
    return {key: Unit(key, Title(**label)) for key, label in labels.items()}


def read_indicator(key: str, theme: Theme, entry: Mapping[str, Any]) -> Indicator:
    """Return one entry of a file of definitions as an indicator."""
    return Indicator(
        key=key,
        theme=theme,
        version=entry["version"],
        title=Title(**entry["title"]),
        definition=Title(**entry["definition"]),
        domain=Title(**entry["domain"]),
        unit=units()[entry["unit"]],
        decimals=entry["decimals"],
        grade=entry["grade"],
        recipes=tuple(_recipe(recipe) for recipe in entry["recipes"]),
        small_numbers=SmallNumbers(**entry.get("small_numbers", {})),
        undefined=Title(**entry["undefined"]) if "undefined" in entry else None,
        reasons=tuple((name, Title(**text)) for name, text in entry.get("reasons", {}).items()),
    )


def _recipe(entry: Mapping[str, Any]) -> Recipe:
    form = Form(entry["form"])
    return Recipe(
        form=form,
        part=_measure(entry["part"] if "part" in entry else entry["of"]),
        base=_measure(entry["base"]) if "base" in entry else None,
        times=entry.get("times", TIMES.get(form, 1.0)),
        years=entry.get("years"),
        note=Title(**entry["note"]) if "note" in entry else None,
    )


def _measure(entry: Mapping[str, Any]) -> Measure:
    plain = {key: value for key, value in entry.items() if key not in {"value", "where", "region"}}
    value = entry.get("value", ())
    return Measure(
        values=(value,) if isinstance(value, str) else tuple(value),
        where=tuple(_condition(column, wanted) for column, wanted in entry.get("where", {}).items()),
        region=Region(entry.get("region", Region.MUNICIPALITY)),
        **plain,
    )


def _condition(column: str, value: Any) -> Condition:
    if isinstance(value, Mapping):
        return Condition(column, first=value.get("first"), last=value.get("last"))
    return Condition(column, equal_to=tuple(value) if isinstance(value, list) else (value,))
