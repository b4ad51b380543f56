"""The client of the Statbank against a faithful fake, over real HTTP."""

from collections.abc import Iterator

import pytest

from husrom.figures.clients.codelists import CodelistValue
from husrom.figures.clients.contents import UnexpectedAnswerError
from husrom.figures.clients.selection import Selection
from husrom.figures.clients.selection_errors import SelectionError
from husrom.figures.clients.statbank import Statbank
from husrom.figures.cubes.errors import NotAJsonStatError
from husrom.figures.errors import SourceRefusedError
from tests.fake_sources.clock import FakeClock
from tests.fake_sources.faults import wrong_content
from tests.fake_sources.server import FakeServer
from tests.fake_sources.statbank import FakeStatbank
from tests.fake_sources.statbank_examples import dwellings, municipal_dwellings
from tests.figures.clients.conftest import Connect


@pytest.fixture
def source(clock: FakeClock) -> FakeStatbank:
    return FakeStatbank(dwellings(), municipal_dwellings(), clock=clock)


@pytest.fixture
def server(source: FakeStatbank) -> Iterator[FakeServer]:
    with FakeServer(source) as running:
        yield running


@pytest.fixture
def statbank(server: FakeServer, connect: Connect) -> Statbank:
    return Statbank(connect(server))


HAMAR = Selection.of({"Region": ["3403"], "BygnType": ["04"], "ContentsCode": ["Boliger"], "Tid": ["2024", "2025"]})


def test_data_are_the_figures_that_were_chosen(statbank: Statbank) -> None:
    cube = statbank.data("06265", HAMAR)
    assert cube.values.tolist() == [34_030_424, 34_030_425]
    assert cube.dimension("ContentsCode").units["Boliger"].base == "boliger"
    assert cube.table == "06265"


def test_data_keep_signs_apart_from_zero(statbank: Statbank) -> None:
    chosen = {"Region": ["0403"], "BygnType": ["01"], "ContentsCode": ["*"], "Tid": ["range(2019,2020)"]}
    cube = statbank.data("06265", Selection.of(chosen))
    cells = [cube.cell({"Tid": year}) for year in ("2019", "2020")]
    assert [(cell.value, cell.status) for cell in cells] == [(4_030_119, ""), (None, ".")]


def test_data_through_a_codelist_are_summed_over_mergers(statbank: Statbank) -> None:
    chosen = {"Region": ["K-4205"], "BygnType": ["01"], "ContentsCode": ["Boliger"], "Tid": ["2019", "2020"]}
    cube = statbank.data("06265", Selection.of(chosen, {"Region": "agg_KommSummer"}))
    before = sum(region * 10_000 + 119 for region in (1002, 1021, 1029))
    assert cube.values.tolist() == [before, 42_050_120]


def test_data_sum_over_a_variable_that_is_left_out(statbank: Statbank) -> None:
    cube = statbank.data("06265", Selection.of({"Region": ["0301"], "ContentsCode": ["*"], "Tid": ["top(1)"]}))
    assert [dimension.code for dimension in cube.dimensions] == ["Region", "ContentsCode", "Tid"]
    assert cube.values.tolist() == [4 * 3_010_000 + 1_000 + 4 * 25]


def test_data_of_kostra_have_their_own_region_and_a_codelist_by_label(statbank: Statbank) -> None:
    chosen = {"KOKkommuneregion0000": ["*"], "ContentsCode": ["KOSandel0000"], "Tid": ["bottom(1)"]}
    cube = statbank.data("12008", Selection.of(chosen, {"KOKkommuneregion0000": "uttrekk for kommuner 2024-"}))
    assert cube.dimension("KOKkommuneregion0000").codes == ("3403",)
    assert cube.values.tolist() == [22.5]


def test_data_are_posted_with_every_code_written_out(statbank: Statbank, server: FakeServer) -> None:
    chosen = {"tid": ["top(2)", "2025"], "region": ["3403", "3403"], "ContentsCode": ["*"]}
    statbank.data("06265", Selection.of(chosen))
    (request,) = server.asked("/data")
    assert request.method == "POST"
    assert request.json() == {
        "selection": [
            {"variableCode": "Region", "valueCodes": ["3403"]},
            {"variableCode": "ContentsCode", "valueCodes": ["Boliger"]},
            {"variableCode": "Tid", "valueCodes": ["2024", "2025"]},
        ]
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"Regoin": ["3403"]}, 'Table 06265 has no variable "Regoin"'),
        ({"Region": ["3404"]}, '"3404" finds no code of "Region". Did you mean'),
        ({"ContentsCode": None}, "must be asked with ContentsCode too"),
        ({"Tid": ["last(5)"]}, '"last\\(5\\)" finds no code'),
        ({"Tid": ["top(five)"]}, "cannot be read"),
        ({"Tid": ["from(1990)"]}, "goes from 2016 to 2025"),
        ({"Region": []}, 'Nothing is chosen of "Region"'),
    ],
)
def test_data_refuse_a_wrong_selection_before_asking(
    statbank: Statbank, server: FakeServer, change: dict[str, list[str] | None], said: str
) -> None:
    codes = {chosen.variable: list(chosen.codes) for chosen in HAMAR.variables} | change
    with pytest.raises(SelectionError, match=said):
        statbank.data("06265", Selection.of({variable: code for variable, code in codes.items() if code is not None}))
    assert server.asked("/data") == []


def test_data_with_an_unknown_codelist_are_refused(statbank: Statbank) -> None:
    chosen = {chosen.variable: chosen.codes for chosen in HAMAR.variables}
    with pytest.raises(SourceRefusedError, match="no such codelist"):
        statbank.data("06265", Selection.of(chosen, {"Region": "agg_kommsummer"}))


def test_data_with_an_unknown_label_of_a_codelist_are_refused(statbank: Statbank) -> None:
    chosen = {chosen.variable: chosen.codes for chosen in HAMAR.variables}
    with pytest.raises(SelectionError, match=r"Alle fylker \(vs_Fylker\)"):
        statbank.data("06265", Selection.of(chosen, {"Region": "Alle kommuner"}))


def test_data_of_an_unknown_table_are_refused(statbank: Statbank) -> None:
    with pytest.raises(SourceRefusedError, match="no such table") as refused:
        statbank.data("99999", HAMAR)
    assert refused.value.status == 404


def test_data_that_are_no_json_stat_are_not_kept(statbank: Statbank, server: FakeServer) -> None:
    server.fail_next(wrong_content(b'{"class": "collection"}'), matching="/data")
    with pytest.raises(NotAJsonStatError):
        statbank.data("06265", HAMAR)
    assert statbank.data("06265", HAMAR).values.tolist() == [34_030_424, 34_030_425]


# ---------------------------------------------------------------- what stands beside the figures


def test_metadata_describe_the_table_without_figures(statbank: Statbank) -> None:
    cube = statbank.metadata("06265")
    assert cube.shape == (8, 4, 1, 10)
    assert not cube.has_values
    assert [dimension.elimination for dimension in cube.dimensions] == [True, True, False, False]
    assert [link.identifier for link in cube.dimension("Region").codelists] == ["agg_KommSummer", "vs_Fylker"]
    assert cube.notes[0].text == "Fra 2012 er definisjonen av bolig endret."


def test_metadata_through_a_codelist_have_its_codes(statbank: Statbank) -> None:
    region = statbank.metadata("06265", {"Region": "agg_KommSummer"}).dimension("Region")
    assert dict(zip(region.codes, region.labels, strict=True))["K-3403"] == "Hamar"


def test_codelist_tells_what_its_codes_stand_for(statbank: Statbank) -> None:
    codelist = statbank.codelist("agg_KommSummer")
    assert codelist.kind == "aggregation"
    assert codelist.values[0] == CodelistValue("K-3403", "Hamar", ("3403", "0403"))


def test_table_tells_what_there_is(statbank: Statbank) -> None:
    table = statbank.table("06265")
    assert (table.first_period, table.last_period, table.time_unit) == ("2016", "2025", "Annual")
    assert table.updated is not None
    assert table.updated.isoformat() == "2026-06-24T06:00:00+00:00"


def test_tables_are_found_by_words_and_by_age(statbank: Statbank, clock: FakeClock) -> None:
    assert [table.identifier for table in statbank.tables("boliger AND disponerte")] == ["12008"]
    assert [table.identifier for table in statbank.tables(past_days=365)] == ["06265", "12008"]
    assert statbank.tables(past_days=10) == ()


def test_tables_of_every_page_come_once(
    statbank: Statbank, source: FakeStatbank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("husrom.figures.clients.statbank._PAGE_SIZE", 1)
    assert [table.identifier for table in statbank.tables()] == ["06265", "12008"]


def test_an_answer_of_another_form_says_so(statbank: Statbank, server: FakeServer) -> None:
    server.fail_next(wrong_content(b'{"id": 6265}'))
    with pytest.raises(UnexpectedAnswerError, match='"id" is 6265, where a text was expected'):
        statbank.table("06265")
