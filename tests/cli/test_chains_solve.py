"""`husrom chains solve`: the contract of its data, and tables as spreadsheets and people write them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

KEYS = ["sectors", "fundamental", "mean_length", "freed_existing", "variance", "spectral_radius", "absorption"]
CLERGY = "sector,Top,Middle,Bottom,out\nTop,.5,.3,.1,.1\nMiddle,.1,.4,.3,.2\nBottom,0,.1,.3,.6\n"


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a file."""

    def write(content: str | bytes, name: str = "q.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def solved(husrom: Callable, table: Callable) -> Callable:
    """Return a function that solves a table and returns its data."""

    def solve(content: str | bytes, *options: object) -> dict:
        outcome = husrom("chains", "solve", table(content), "--json", *options)
        assert (outcome.status, outcome.err) == (0, "")
        return json.loads(outcome.out)

    return solve


def test_the_data_has_the_agreed_keys_in_sector_order(solved: Callable) -> None:
    data = solved(CLERGY)
    assert list(data) == KEYS
    assert data["sectors"] == ["Top", "Middle", "Bottom"]
    assert data["mean_length"] == pytest.approx([760 / 173, 580 / 173, 330 / 173], rel=1e-14)
    assert data["freed_existing"] == pytest.approx([587 / 173, 407 / 173, 157 / 173])
    assert data["fundamental"][0] == pytest.approx([2.254335, 1.271676, 0.867052], abs=5e-7)
    assert data["variance"] == pytest.approx([7.949480, 6.056333, 2.853754], abs=5e-7)
    assert data["spectral_radius"] == pytest.approx(0.671448, abs=5e-7)
    assert data["absorption"]["Middle"] == {"out": pytest.approx(1)}


def test_columns_may_stand_in_any_order_and_the_rest_is_out(solved: Callable) -> None:
    data, expected = solved("sector,Bottom,Top,Middle\nTop,.1,.5,.3\nMiddle,.3,.1,.4\nBottom,.3,0,.1\n"), solved(CLERGY)
    for shares in (*data.pop("absorption").values(), *expected.pop("absorption").values()):
        assert shares == {"out": pytest.approx(1)}
    assert data == expected


def test_columns_that_are_no_sector_are_reasons(solved: Callable) -> None:
    data = solved("fra,hus,blokk,nydannet,innflytting\nhus,0.5,0.2,0.2,0.1\nblokk,0.1,0.2,0.6,0.1\n")
    for shares in data["absorption"].values():
        assert list(shares) == ["nydannet", "innflytting"]
        assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfsektor;hus;blokk\r\nhus;0,5;0,25\r\nblokk;0;0,5\r\n",
        "sep=;\r\nsektor;hus;blokk;\r\nhus;0,5;0,25;\r\nblokk;0;0,5;\r\n;;;\r\n",
        "sektor\thus\tblokk\nhus\t0,5\t0,25\nblokk\t0\t0,5\n".encode("utf-16"),
        '"sektor", "hus", blokk\n hus ,5e-1,.25\n\nblokk,0,+0.50',
        "\nsektor;blokk;hus\nhus;0,25;0,5\nblokk;0,5;0\n\n\n",
        "sektor|hus|blokk\nhus|0.5|0.25\nblokk|0|0.5\n",
    ],
    ids=["norwegian excel", "sep line, empty column", "utf-16 tabs", "spaces and exponents", "other order", "bars"],
)
def test_the_same_table_as_spreadsheets_write_it(solved: Callable, content: str | bytes) -> None:
    data = solved(content)
    assert (data["sectors"], data["mean_length"]) == (["hus", "blokk"], [3, 2])


def test_letters_of_all_kinds_are_names(solved: Callable) -> None:
    content = "sektor;småhus;боровка;a\u030a, b\nsmåhus;0,5;0;0\nборовка;0;0,1;0\na\u030a, b;0;0;0,2\n"
    assert solved(content)["sectors"] == ["småhus", "боровка", "å, b"]
    assert solved("sektor;småhus\nsmåhus;0,5\n".encode("cp1252"))["sectors"] == ["småhus"]
    assert solved('sektor;"hus\n(eie)"\n"hus\u200b (eie)";0,5\n')["sectors"] == ["hus (eie)"]


HEAD = "sektor,hus,blokk\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEAD + "hus,0.5,0.75\nblokk,0,0\n", "Raden hus har summen 1.25, men sannsynligheter"),
        ("sektor;hus\nhus;1,25\n", "Raden hus har summen 1,25, men"),
        (HEAD + "hus,0.5,-0.1\nblokk,0,0\n", "Raden hus har «-0.1» i kolonnen blokk"),
        (HEAD + "hus,0.5,−0.1\nblokk,0,0\n", "Raden hus har «−0.1» i kolonnen blokk"),
        (HEAD + "hus,0.5,\nblokk,0,0\n", "Raden hus har ingenting i kolonnen blokk"),
        (HEAD + "hus,0.5\nblokk,0,0\n", "Raden hus har ingenting i kolonnen blokk"),
        (HEAD + "hus,0.5,nan\nblokk,0,0\n", "Raden hus har «nan» i kolonnen blokk"),
        (HEAD + "hus,0.5,inf\nblokk,0,0\n", "Raden hus har «inf» i kolonnen blokk"),
        (HEAD + "hus,0.5,1e999\nblokk,0,0\n", "Raden hus har «1e999» i kolonnen blokk"),
        (HEAD + "hus,0.5,1_0\nblokk,0,0\n", "Raden hus har «1_0» i kolonnen blokk"),
        (HEAD + "hus,0.5,٣\nblokk,0,0\n", "Raden hus har «٣» i kolonnen blokk"),
        (HEAD + "hus,0,5,0,25\nblokk,0,0\n", "Raden hus har 4 tall, men det er overskrifter til 2: bruk semikolon"),
        ("sektor;hus\nhus;0,5;0,2\n", "Raden hus har 2 tall, men det er overskrifter til 1."),
        ("sektor;hus;;blokk\nhus;0,5;0,2;0,1\nblokk;0;0;0\n", "Kolonne 3 i q.csv har ingen overskrift"),
        (HEAD + "hus,0.5,0.1\nrekke,0,0\n", "Raden rekke har ingen egen kolonne: det er 2 rader, og de 2"),
        (HEAD + "hus,0.5,0.1\nhus,0,0\n", "hus står to ganger i q.csv"),
        ("sektor,hus,hus\nhus,0.5,0.1\n", "hus står to ganger i q.csv"),
        (HEAD + "hus,0.5,0.5\nblokk,0.5,0.5\n", "Raden hus har summen 1 innenfor sektorer som kjedene aldri"),
        (HEAD + "hus,0,0\nblokk,0,1\n", "Raden blokk har summen 1 innenfor sektorer som kjedene aldri"),
        (HEAD + ",0,0\n", "Linje 2 i q.csv har ikke noe navn"),
        (HEAD, "q.csv har overskrifter, men ingen rader"),
        ("sektor\nhus\nblokk\n", "q.csv har 2 rader, men ingen kolonner med tall"),
        ("\n\n\n", "q.csv har ingen rader med innhold"),
        ("", "q.csv er tom"),
        ('sektor,hus\n"hus,0.5\n', "q.csv er ikke gyldig CSV"),
        (b"PK\x03\x04rest", "q.csv er en Excel-arbeidsbok"),
        ("sektor," + "x" * 201 + "\n", "Et navn i q.csv har 201 tegn"),
        ("sektor," + ",".join(f"s{n}" for n in range(1_001)) + "\n", "1002 rader eller kolonner"),
    ],
)
def test_what_is_no_chain_is_refused_in_one_sentence(
    husrom: Callable, table: Callable, content: str | bytes, said: str
) -> None:
    outcome = husrom("chains", "solve", table(content), "--json")
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_file_that_is_not_there(husrom: Callable, tmp_path: Path) -> None:
    outcome = husrom("chains", "solve", tmp_path / "missing.csv")
    assert (outcome.status, outcome.out) == (2, "")
    assert "missing.csv" in outcome.err


def test_what_a_row_of_reasons_lacks_is_said(husrom: Callable, table: Callable) -> None:
    outcome = husrom("chains", "solve", table("sektor;hus;nydannet\nhus;0,5;0,3\n"), "--json")
    assert json.loads(outcome.out)["absorption"]["hus"] == pytest.approx({"nydannet": 0.6, "out": 0.4})
    assert outcome.err == "Raden hus har summen 0,8; det som mangler opp til 1, regnes som «out».\n"


def test_a_programme_frees_dwellings(solved: Callable, table: Callable) -> None:
    start = table("sector,dwellings\nMiddle,100\n", "start.csv")
    data = solved(CLERGY, "--start", start)
    assert list(data) == [*KEYS, "start", "vacancies", "release"]
    assert data["start"] == [0, 100, 0]
    assert data["vacancies"] == pytest.approx([40.5, 202.3, 92.5], abs=0.05)
    assert data["release"]["freed_existing"] == pytest.approx([40.5, 102.3, 92.5], abs=0.05)
    assert data["release"]["per_100_new"][1] == pytest.approx(data["release"]["freed_existing"])
    assert data["release"]["freed_per_new_dwelling"] == pytest.approx(data["freed_existing"][1])
    assert data["release"]["ends"] == {"out": pytest.approx(100)}
    nothing = solved(CLERGY, "--start", table("sector;dwellings\nTop;0\n", "none.csv"))
    assert nothing["release"]["freed_per_new_dwelling"] is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("sector,dwellings\nBishop,3\n", "Raden Bishop i start.csv har 3 boliger, men det er ingen slik sektor"),
        ("sector;dwellings\nTop;-3,5\n", "Raden Top har «-3,5» i kolonnen dwellings"),
        ("Top,3\nMiddle,4\n", "start.csv begynner med 3 der det skulle stått en overskrift"),
        ("sector,2025,2026\nTop,1,2\n", "start.csv har 3 kolonner, men skulle hatt 2"),
    ],
)
def test_a_programme_with_faults_is_refused(husrom: Callable, table: Callable, content: str, said: str) -> None:
    outcome = husrom("chains", "solve", table(CLERGY), "--start", table(content, "start.csv"), "--json")
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err


def test_a_table_too_wide_to_be_read_is_left_to_the_data(husrom: Callable, table: Callable) -> None:
    names = [f"s{place}" for place in range(11)]
    rows = "\n".join(f"{name}," + ",".join(["0.05"] * 11) for name in names)
    out = husrom("chains", "solve", table(f"sector,{','.join(names)}\n{rows}\n")).out
    assert "100 nye" not in out
    assert "s10" in out


def test_the_same_in_words(husrom: Callable, table: Callable) -> None:
    start = table("sector,dwellings\nMiddle,100\n", "start.csv")
    out = husrom("chains", "solve", table(CLERGY), "--start", start).out
    assert "Frigjorte bruktboliger" in out
    assert "Spektralradius: 0,671." in out
    freed = [line.split() for line in out.splitlines() if line.startswith(" Middle")]
    assert ["Middle", "40,5", "102,3", "92,5", "235,3"] in freed
    assert "Hver ny bolig frigjør i gjennomsnitt 2,35 bruktboliger." in out
    assert "Det er ikke det byggingen alene fører til." in out
    assert "Nye boliger" not in husrom("chains", "solve", table(CLERGY)).out
    nothing = husrom("chains", "solve", table(CLERGY), "--start", table("s,d\nTop,0\n", "start.csv")).out
    assert "i gjennomsnitt" not in nothing


def test_areas_divide_what_is_freed_and_add_up_to_all_of_it(husrom: Callable, tmp_path: Path) -> None:
    table, areas = tmp_path / "q.csv", tmp_path / "areas.csv"
    table.write_text("fra;hus;blokk;naboby\nhus;0,2;0,3;0,1\nblokk;0,1;0,2;0,2\nnaboby;0,1;0,1;0,3\n", encoding="utf-8")
    areas.write_text("sector;area\nhus;Eksempelby\nblokk;Eksempelby\nnaboby;Naboby\n", encoding="utf-8")
    data = json.loads(husrom("chains", "solve", table, "--areas", areas, "--json").out)
    assert list(data["freed_by_area"]) == ["Eksempelby", "Naboby"]
    total = [sum(cells) for cells in zip(*data["freed_by_area"].values(), strict=True)]
    assert total == pytest.approx(data["freed_existing"])
    assert data["freed_by_area"]["Naboby"][0] == pytest.approx(data["fundamental"][0][2])
    assert "Frigjorte eksisterende boliger etter område" in husrom("chains", "solve", table, "--areas", areas).out
    for text, said in (
        ("sector;area\nhus\n", "oppgir ikke en sektor"),
        ("sector;area\nslott;Naboby\n", "slott"),
        ("sector;area\nhus;A\nhus;B\n", "har to områder"),
        ("sector;area\nhus;A\n", "sier ikke hvor blokk, naboby ligger"),
    ):
        areas.write_text(text, encoding="utf-8")
        outcome = husrom("chains", "solve", table, "--areas", areas, "--json")
        assert (outcome.status, outcome.out) == (2, "")
        assert said in outcome.err
