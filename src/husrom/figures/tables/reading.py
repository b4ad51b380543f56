"""Read the file of a table, and say everything that is wrong with it at once."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, cast

import jsonschema
import orjson
import yaml

from husrom.figures.provenance import Title
from husrom.figures.tables.columns import columns_of
from husrom.figures.tables.dataset import (
    Addition,
    Column,
    Dataset,
    DimensionChoice,
    PlaceChoice,
    Share,
    Stacking,
    Treatment,
)
from husrom.figures.tables.errors import TableFileError
from husrom.figures.tables.faults import faults_of
from husrom.figures.tables.table import (
    LICENCES,
    Break,
    Content,
    Dimension,
    Region,
    Relation,
    Table,
    TimeVariable,
    Verification,
)

ROOM = files("husrom.figures") / "tables"
if TYPE_CHECKING:
    _FastLoader = yaml.SafeLoader
else:
    _FastLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may have been built without libyaml


class _StrictLoader(_FastLoader):
    """YAML in which no key stands twice."""


def _mapping_without_doubles(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key} stands twice; keep one of them", key_node.start_mark
            )
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_doubles)


@cache
def units() -> Mapping[str, Title]:
    """Return every unit a content may have, with what is written after a number."""
    entries = yaml.load((ROOM / "units.yaml").read_bytes(), Loader=_StrictLoader)  # noqa: S506 -- a SafeLoader
    return {key: Title(**label) for key, label in entries.items()}


@cache
def schema() -> Mapping[str, Any]:
    """Return the JSON Schema that every file of a table follows."""
    content: Mapping[str, Any] = orjson.loads((ROOM / "schema.json").read_bytes())
    return content


@cache
def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema())


def read_table(path: Traversable) -> Table:
    """Return the table that a file describes.

    Raises
    ------
    TableFileError
        When anything is wrong; the message has a line for every fault, with the file and the place in it.
    """
    entry = _entry(path)
    faults = [
        ("/".join(map(str, error.absolute_path)) or "the whole", error.message)
        for error in _validator().iter_errors(entry)
    ]
    # Names are followed only where the form is right; a wrong form would give faults of faults.
    faults = faults or list(faults_of(entry, file=path.name, units=units()))
    if faults:
        lines = "\n".join(f"{path.name}: {place}: {fault}" for place, fault in sorted(faults))
        raise TableFileError(f"{lines}\nThe form is in src/husrom/figures/tables/schema.json.")
    return _table(entry)


def _entry(path: Traversable) -> Any:
    try:
        return yaml.load(path.read_bytes(), Loader=_StrictLoader)  # noqa: S506 -- a SafeLoader
    except yaml.YAMLError as error:
        raise TableFileError(f"{path.name}: is not YAML that can be read: {error}. Mend it there.") from error


def _table(entry: Mapping[str, Any]) -> Table:
    region = Region(**entry["region"]) if entry["region"] else None
    time = TimeVariable(**entry["time"]) if entry["time"] else None
    dimensions = tuple(_dimension(one) for one in entry["dimensions"])
    contents = tuple(Content(**{"decimals": 0, **one}) for one in entry["contents"])
    return Table(
        number=entry["id"],
        producer=entry["producer"],
        interface=entry["interface"],
        title=Title(**entry["title"]),
        frequency=entry["frequency"],
        published=tuple(entry["published"]),
        first_period=entry["first_period"],
        last_period=entry["last_period"],
        region=region,
        time=time,
        dimensions=dimensions,
        contents=contents,
        breaks=tuple(Break(period=one["period"], what=Title(**one["what"])) for one in entry["breaks"]),
        predecessors=tuple(_relation(one) for one in entry["predecessors"]),
        successor=_relation(entry["successor"]) if entry["successor"] else None,
        aggregation_allowed=entry["aggregation_allowed"],
        licence=LICENCES[entry["licence"]],
        reference=entry["reference"],
        verification=Verification(**entry["verification"]),
        datasets=tuple(_dataset(one, time, dimensions, contents) for one in entry["datasets"]),
    )


def _dimension(entry: Mapping[str, Any]) -> Dimension:
    return Dimension(**{"labels": {}, "codelist": None, **entry, "title": Title(**entry["title"])})


def _relation(entry: Mapping[str, Any]) -> Relation:
    return Relation(number=entry["id"], in_catalogue=entry["in_catalogue"], same_series=entry["same_series"])


def _sentence(entry: Mapping[str, str]) -> Title:
    return Title(**{"nn": entry["nb"], **entry})


def _dataset(
    entry: Mapping[str, Any],
    time: TimeVariable | None,
    dimensions: Sequence[Dimension],
    contents: Sequence[Content],
) -> Dataset:
    heading = {"name": entry["name"], "title": Title(**entry["title"]), "definition": _sentence(entry["definition"])}
    if "columns" in entry:
        columns = tuple(Column(name, kind, "key") for name, kind in entry["columns"].items())
        return Dataset(
            **heading,
            places=None,
            dimensions=(),
            contents=(),
            stacking=None,
            shares=(),
            additions=(),
            columns=columns,
        )
    treatments = entry.get("dimensions", {})
    parts: dict[str, Any] = {
        "places": _places(entry.get("places", {"of": "municipalities"})),
        "stacking": Stacking(**entry["stacked"]) if "stacked" in entry else None,
        "shares": tuple(Share(**share) for share in entry.get("shares", ())),
        "additions": tuple(
            Addition(one["column"], tuple(one["categories"]), one["fetched"]) for one in entry.get("added", ())
        ),
    }
    choices = tuple(_choice(one.name, treatments[one.name]) for one in dimensions)
    chosen = [one for one in contents if one.name in entry["contents"]]
    return Dataset(
        **heading,
        **parts,
        dimensions=choices,
        contents=tuple(entry["contents"]),
        columns=columns_of(
            **parts,
            time=time,
            choices=choices,
            dimensions={one.name: one for one in dimensions},
            contents=chosen,
        ),
    )


def _places(entry: Mapping[str, Any]) -> PlaceChoice:
    column = "municipality_number" if entry["of"] == "municipalities" else "region_code"
    return PlaceChoice(
        of=entry["of"],
        column=entry.get("column", column),
        codes=tuple(entry.get("codes", ())),
        codelist=entry.get("codelist"),
        prefix=entry.get("prefix"),
    )


def _choice(name: str, treatment: Any) -> DimensionChoice:
    if isinstance(treatment, str):
        return DimensionChoice(name, cast(Treatment, treatment), (), ())
    if "fixed" in treatment:
        return DimensionChoice(name, "fixed", (treatment["fixed"],), ())
    if "only" in treatment:
        return DimensionChoice(name, "only", tuple(treatment["only"]), ())
    return DimensionChoice(name, "groups", (), tuple((first, last) for first, last in treatment["groups"]))
