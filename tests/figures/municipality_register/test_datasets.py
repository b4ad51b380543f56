"""The datasets made from KLASS equal those that ship, when KLASS is filled from what ships."""

import datetime as dt
from collections.abc import Iterator

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from husrom.figures.clients.connection import Connection
from husrom.figures.clients.klass import Klass
from husrom.figures.clients.rate_limiting import RateLimit
from husrom.figures.municipality_register import register_datasets
from husrom.figures.municipality_register.datasets import MAPPING_SCHEMA, municipality_code_mapping
from husrom.figures.municipality_register.errors import MunicipalityRegisterError
from husrom.figures.municipality_register.history import read_history
from husrom.figures.snapshot import table
from husrom.figures.tables import dataset
from tests.fake_sources.klass import FakeClassification, FakeKlass, FakeVersion
from tests.fake_sources.klass_history import FIRST_VERSION, klass_from_history
from tests.fake_sources.server import FakeServer

TODAY = dt.date(2026, 11, 23)
NOTHING_KNOWN = pl.DataFrame(schema=MAPPING_SCHEMA)


@pytest.fixture
def source() -> FakeKlass:
    return klass_from_history(table("municipality_codes"), table("municipalities"))


@pytest.fixture
def klass(source: FakeKlass) -> Iterator[Klass]:
    with FakeServer(source) as server, Connection(server.url, rate=RateLimit(calls=1000, window_s=1)) as connection:
        yield Klass(connection)


@pytest.mark.parametrize("name", ["municipality_codes", "municipality_code_mapping"])
def test_datasets_of_numbers_equal_those_that_ship(klass: Klass, name: str) -> None:
    assert_frame_equal(register_datasets(klass, on=TODAY, begin=FIRST_VERSION)[name], table(name))


def test_later_beginning_only_leaves_out_numbers_that_ended_before(klass: Klass) -> None:
    begin = dt.date(2010, 1, 1)
    shipped = table("municipality_codes")
    expected = shipped.filter(pl.col("valid_to").is_null() | (pl.col("valid_to") >= begin))
    assert 0 < expected.height < shipped.height
    assert_frame_equal(register_datasets(klass, on=TODAY, begin=begin)["municipality_codes"], expected)


def test_share_of_a_split_is_null_where_nobody_knows_it(klass: Klass) -> None:
    mapping = municipality_code_mapping(read_history(klass), NOTHING_KNOWN)
    split = mapping.filter(pl.col("municipality_number") == "1850")
    assert split.select("current_number", "population_weight").rows() == [("1806", None), ("1875", None)]
    assert mapping.filter(pl.col("municipality_number") == "3031")["population_weight"].to_list() == [1.0]


def test_known_shares_that_no_longer_fit_are_not_used(klass: Klass) -> None:
    known = pl.DataFrame(
        [("1850", "1806", 2024, 0.5), ("1850", "1837", 2024, 0.5), ("1507", "1508", 2024, 0.8)],
        schema=MAPPING_SCHEMA,
        orient="row",
    )
    mapping = municipality_code_mapping(read_history(klass), known)
    for number in ("1850", "1507"):
        assert mapping.filter(pl.col("municipality_number") == number)["population_weight"].to_list() == [None, None]


def test_ground_without_people_is_a_successor_but_has_no_share(source: FakeKlass, klass: Klass) -> None:
    # A small part of Nærøy went to Namsos when the rest became Nærøysund.
    source.classifications[131].changes[dt.date(2020, 1, 1)].append(("5051", "5007"))
    datasets = register_datasets(klass, on=TODAY)
    codes, mapping = datasets["municipality_codes"], datasets["municipality_code_mapping"]
    assert codes.filter(pl.col("municipality_number") == "5051")["successors"].to_list() == [["5007", "5060"]]
    shares = mapping.filter(pl.col("municipality_number") == "5051")
    assert shares.select("current_number", "population_weight").rows() == [("5060", 1.0)]


def test_new_division_moves_the_year_of_the_mapping(source: FakeKlass, klass: Klass) -> None:
    # Invented: Hamar gets another number in 2028.
    municipalities = source.classifications[131]
    last = municipalities.versions[-1].names
    renumbered = {number: name for number, name in last.items() if number != "3403"} | {"3499": "Hamar"}
    municipalities.versions.append(FakeVersion(999, "Kommuneinndeling 2028", dt.date(2028, 1, 1), renumbered))
    municipalities.changes[dt.date(2028, 1, 1)] = [("3403", "3499")]
    mapping = register_datasets(klass, on=TODAY)["municipality_code_mapping"]
    assert mapping["current_division_year"].unique().to_list() == [2028]
    assert mapping.filter(pl.col("municipality_number") == "0403")["current_number"].to_list() == ["3499"]


def test_division_without_a_year_is_an_error() -> None:
    only = FakeVersion(1, "Kommuneinndeling 1977", dt.date(1977, 1, 1), {"0101": "Halden"})
    source = FakeKlass({131: FakeClassification("Standard for kommuneinndeling", [only])})
    with FakeServer(source) as server, Connection(server.url, rate=RateLimit(calls=1000, window_s=1)) as connection:
        history = read_history(Klass(connection))
    with pytest.raises(MunicipalityRegisterError, match="no day"):
        municipality_code_mapping(history, NOTHING_KNOWN)


@pytest.mark.parametrize(
    "name",
    ["municipality_codes", "municipality_code_mapping", "municipality_centrality", "municipality_kostra_group"],
)
def test_datasets_have_the_columns_of_the_catalogue(klass: Klass, name: str) -> None:
    schema = register_datasets(klass, on=TODAY)[name].schema
    written = {column: str(kind) for column, kind in schema.items()}
    assert written == {column.name: column.kind for column in dataset(name).columns}
