"""The client reads what the real statbanks of Statistics Norway and Statistics Sweden answered in 2026."""

from collections.abc import Callable
from pathlib import Path

import pytest

from husrom.figures.clients.codelists import CodelistValue
from husrom.figures.clients.contents import read_record
from husrom.figures.clients.selection import Selection, resolve
from husrom.figures.clients.splitting import split
from husrom.figures.clients.statbank import Statbank
from husrom.figures.clients.statbank_tables import read_table
from tests.fake_sources.server import FakeServer, FakeSource, Reply, Request
from tests.figures.clients.conftest import Connect

RECORDED = Path(__file__).parents[1] / "recorded"


class Recording(FakeSource):
    """Gives one recorded answer to whatever it is asked."""

    def __init__(self, name: str) -> None:
        self.content = (RECORDED / name).read_bytes()

    def answer(self, request: Request) -> Reply:
        return Reply(200, self.content)


@pytest.fixture
def statbank_of(connect: Connect, request: pytest.FixtureRequest) -> Callable[[str], Statbank]:
    def opened(name: str) -> Statbank:
        server = FakeServer(Recording(name))
        request.addfinalizer(server.close)
        return Statbank(connect(server))

    return opened


def test_metadata_of_a_real_table(statbank_of: Callable[[str], Statbank]) -> None:
    metadata = statbank_of("scb_v2_TAB6471_metadata.json").metadata("TAB6471")
    assert metadata.shape == (312, 134, 3, 1, 16)
    assert [dimension.elimination for dimension in metadata.dimensions] == [True, False, True, False, False]
    assert metadata.dimension("Region").codelists[0].kind == "valueset"
    assert metadata.dimension("Alder").own_notes[0].mandatory


def test_a_real_table_is_split_by_its_limit(statbank_of: Callable[[str], Statbank]) -> None:
    metadata = statbank_of("scb_v2_TAB6471_metadata.json").metadata("TAB6471")
    chosen = Selection.of({dimension.code: ["*"] for dimension in metadata.dimensions})
    asked = split(chosen, metadata, 150_000)
    assert len(asked.parts) == 14  # 2,006,784 cells
    newest = Selection.of({"Alder": ["TotSA"], "ContentsCode": ["*"], "Tid": ["top(2)"]})
    assert resolve(newest, metadata).variables[2].codes == ("2026M03", "2026M04")


def test_a_real_codelist(statbank_of: Callable[[str], Statbank]) -> None:
    codelist = statbank_of("scb_v2_codelist_agg_alder10.json").codelist("agg_Ålder10årJ")
    assert (codelist.kind, len(codelist.values)) == ("aggregation", 11)
    assert codelist.values[-1] == CodelistValue("100+", "100+ år", ("100+",))


def test_real_tables(connect: Connect) -> None:
    with FakeServer(Recording("scb_v2_tables.json")) as server:
        first_page = read_record(connect(server).get("/tables"))
    tables = [read_table(record) for record in first_page.records("tables")]
    assert [table.identifier for table in tables] == ["TAB4707", "TAB4714", "TAB4718"]
    assert (tables[0].first_period, tables[0].last_period, tables[0].time_unit) == ("2015M04", "2026M03", "Monthly")
