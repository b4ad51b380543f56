"""The definitions: each follows the schema, reads columns that exist, and says what it means in three languages."""

import json
from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations
from typing import Any

import jsonschema
import polars as pl
import pytest

from husrom.figures.catalogue import sources
from husrom.figures.errors import DefinitionError
from husrom.figures.indicators import Indicator, Theme, indicators, reading
from husrom.figures.indicators.reading import definitions, read_yaml
from husrom.figures.indicators.recipe import Measure
from husrom.figures.provenance import Title
from husrom.figures.snapshot import table
from husrom.figures.tables import datasets, table_of, tables

EVERY = indicators()
SCHEMA = json.loads((files("husrom.figures.indicators") / "definitions" / "schema.json").read_text(encoding="utf-8"))


def _measures(found: Indicator) -> Iterator[Measure]:
    for recipe in found.recipes:
        yield from (measure for measure in (recipe.part, recipe.base) if measure is not None)


MEMBERS = (
    *("1103", "1149", "1840", "1868", "3232", "3234", "3312", "3403", "3405"),
    *("3443", "3901", "4203", "4204", "4205", "4218", "5060", "5605"),
)
NOT_INDICATORS = {
    "municipalities": "names and places; the area is read",
    "municipality_codes": "numbers, not figures",
    "municipality_code_mapping": "numbers, not figures",
    "boundaries": "shapes, not figures",
    "former_dwelling_prices": "of Stavanger before it was merged, another municipality than that of today",
    "migration_flows": "between two municipalities, and only those from and to Telemark are here",
}
READ = [(found.key, measure) for found in EVERY for measure in _measures(found) if measure.dataset]


@pytest.mark.parametrize("theme", Theme)
def test_file_follows_the_schema(theme: Theme) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(read_yaml(f"definitions/{theme.value}.yaml"))


def test_there_are_enough_and_every_theme_has_some() -> None:
    assert len(EVERY) >= 40
    assert {found.theme for found in EVERY} == set(Theme)


@pytest.mark.parametrize("found", EVERY, ids=[found.key for found in EVERY])
def test_texts_are_full_sentences_in_three_languages(found: Indicator) -> None:
    texts = [
        found.definition,
        found.domain,
        *(text for _, text in found.reasons),
        *[found.undefined][: bool(found.undefined)],
    ]
    sentences = [getattr(text, language) for text in texts if text for language in ("nb", "nn", "en")]
    assert [text for text in sentences if not text.endswith(".") or text[0].islower()] == []
    assert found.title.nb != found.title.en
    assert len({found.definition.nb, found.definition.nn, found.definition.en}) == 3


@pytest.mark.parametrize(
    "judging", ["bra", "dårlig", "best", "verst", "rangering", "good", "bad", "worst", "rank"], ids=str
)
def test_no_text_says_that_high_or_low_is_good(judging: str) -> None:
    words = {
        word.strip(".,;:").lower()
        for found in EVERY
        for text in (found.title, found.definition)
        for language in ("nb", "nn", "en")
        for word in getattr(text, language).split()
    }
    assert judging not in words


def test_titles_are_different() -> None:
    assert [a.key for a, b in combinations(EVERY, 2) if a.title == b.title] == []


@pytest.mark.parametrize(("key", "measure"), READ, ids=[f"{key}-{place}" for place, (key, _) in enumerate(READ)])
def test_measure_reads_a_dataset_of_the_catalogue_or_names_its_table(key: str, measure: Measure) -> None:
    if measure.table is not None:
        assert measure.dataset not in datasets()
        assert measure.table in tables()
        return
    promised = {column.name: column for column in datasets()[measure.dataset or ""].columns}
    values = {*measure.values, *[measure.observations][: bool(measure.observations)]}
    assert {name for name in values if promised[name].role != "value"} - {"area_km2"} == set()
    assert {condition.column for condition in measure.where} <= promised.keys()


@pytest.mark.parametrize(
    ("key", "measure"),
    [(key, measure) for key, measure in READ if measure.dataset in sources()],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_every_condition_finds_cells_or_a_category_of_the_catalogue(key: str, measure: Measure) -> None:
    cells = table(measure.dataset or "")
    known = {name for dimension in table_of(measure.dataset or "").dimensions for name in dimension.names}
    for condition in measure.where:
        for wanted in condition.equal_to:
            found = not cells.filter(pl.col(condition.column).eq_missing(wanted)).is_empty()
            assert found or wanted in known, (condition, wanted)


def test_every_figure_of_the_members_is_read_by_an_indicator() -> None:
    read = {(measure.dataset, name) for _, measure in READ for name in (*measure.values, measure.observations)}
    held = {
        (name, column.name)
        for name, made in datasets().items()
        if name in sources() and name not in NOT_INDICATORS and made.columns[0].name == "municipality_number"
        for column in made.columns
        if column.role == "value" and _of_members(name).select(pl.col(column.name).is_not_null().any()).item()
    }
    assert held - read == set()


def _of_members(name: str) -> pl.DataFrame:
    return table(name).filter(pl.col("municipality_number").is_in(MEMBERS))


def test_the_source_names_the_table_as_the_update_command_does() -> None:
    for name, known in sources().items():
        if known.table and name in datasets():
            assert table_of(name).key == f"ssb-{known.table}"


def test_definition_with_a_fault_is_refused_by_file_and_key(monkeypatch: pytest.MonkeyPatch) -> None:
    right = read_yaml("definitions/stock.yaml")["dwellings"]
    for broken in ({**right, "unit": "furlongs"}, {**right, "recipes": [{"form": "guess", "of": {}}]}):
        monkeypatch.setattr(reading, "read_yaml", _only({"dwellings": broken}))
        definitions.cache_clear()
        with pytest.raises(DefinitionError, match=r"definitions/demography\.yaml: dwellings is not a definition"):
            definitions()
    definitions.cache_clear()


def test_key_defined_in_two_themes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    right = read_yaml("definitions/stock.yaml")["dwellings"]
    monkeypatch.setattr(reading, "read_yaml", _only({"dwellings": right}))
    definitions.cache_clear()
    with pytest.raises(DefinitionError, match="dwellings is defined twice"):
        definitions()
    definitions.cache_clear()


def test_what_is_not_yaml_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "wrong.yaml").write_text("a: [b", encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"wrong\.yaml"):
        read_yaml("wrong.yaml", tmp_path)


def _only(content: dict[str, Any]) -> Any:
    return lambda name, room=None: content if name.startswith("definitions/") else {}


def test_texts_of_reasons_keep_the_same_places_to_fill_in() -> None:
    for key, entry in read_yaml("reasons.yaml").items():
        text = Title(**entry)
        places = [{part.split("}")[0] for part in said.split("{")[1:]} for said in (text.nb, text.nn, text.en)]
        assert places[0] == places[1] == places[2], key
