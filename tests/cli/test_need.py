"""`husrom need`: every municipality has an answer, and three of them are reckoned a second time by hand."""

import datetime as dt
import json
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from husrom.cli.need import command
from husrom.cli.need.country import level_test
from husrom.cli.need.result import MunicipalNeed, municipal_need
from husrom.cli.need.telling import about, tell
from husrom.figures.snapshot import table
from husrom.housing.need import assumptions_on
from tests.cli.need_by_hand import need_of

DAY = dt.date(2026, 11, 23)
HAMAR, SALTDAL, SOR_VARANGER = "3403", "1840", "5605"
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "housing-need.md"
SPACE = "\N{NO-BREAK SPACE}"


@cache
def _every() -> tuple[dict[str, MunicipalNeed | None], float]:
    """Return the answer for every municipality, and the seconds of work it took."""
    started, assumptions = time.process_time(), assumptions_on(DAY)
    names = table("municipalities").select("municipality_number", "name").iter_rows()
    answers = {number: municipal_need(number, name, 2050, assumptions) for number, name in names}
    return answers, time.process_time() - started


def _answered() -> list[MunicipalNeed]:
    return [found for found in _every()[0].values() if found is not None]


def _answer(husrom: Callable, *arguments: object) -> dict[str, Any]:
    outcome = husrom("need", *arguments, "--json")
    assert outcome.status == 0, outcome.err
    answer: dict[str, Any] = json.loads(outcome.out)
    return answer


@pytest.mark.parametrize("number", [HAMAR, SALTDAL, SOR_VARANGER])
def test_the_need_is_what_it_is_by_hand(husrom: Callable, number: str) -> None:
    answer, by_hand = _answer(husrom, "-m", number), need_of(number)
    assert answer["years"][0]["households"] == pytest.approx(by_hand["households_from"], abs=0.051)
    assert answer["years"][-1]["households"] == pytest.approx(by_hand["households_to"], abs=0.051)
    assert sum(kind["now"] for kind in answer["dwelling_kinds"]) == pytest.approx(by_hand["dwellings"], abs=0.21)
    assert answer["need"]["parts"]["losses"] == pytest.approx(by_hand["losses"], abs=0.051)
    assert answer["need"]["total"] == pytest.approx(by_hand["total"], abs=0.051)


def test_every_municipality_has_an_answer_or_a_reason_within_ten_seconds() -> None:
    answers, seconds = _every()
    assert len(answers) == 357
    assert [number for number, found in answers.items() if found is None] == []
    assert seconds < 10


def test_in_every_municipality_the_parts_are_the_whole() -> None:
    for found in _answered():
        total = float(found.projection.balance.total)
        assert found.dwellings.build.sum() == pytest.approx(total, abs=1e-4), found.name
        assert found.dwellings.now.sum() == pytest.approx(found.figures.inputs.dwellings_now)
        assert found.older.sum(axis=(2, 3))[1] == pytest.approx(
            [found.figures.inputs.persons["main"][-1, 13:16].sum(), found.figures.inputs.persons["main"][-1, 16:].sum()]
        )
        interval = found.projection.interval
        assert interval.low - 1e-6 <= total <= interval.high + 1e-6, found.name


def test_the_first_year_is_what_was_observed() -> None:
    for found in _answered():
        assert found.population[0] == pytest.approx(found.figures.inputs.history[-1]), found.name


def test_the_grade_says_where_the_figures_are_from() -> None:
    grades = {found.figures.number: found.grade for found in _answered()}
    assert {grades[SALTDAL], grades[SOR_VARANGER]} == {"B"}
    # Telemark's households and dwellings are counted, but its projection has no ages.
    assert {grades[HAMAR], grades["4001"]} == {"C"}
    assert sum(grade == "B" for grade in grades.values()) == 80


def test_nearly_every_municipality_has_its_own_back_test() -> None:
    tested = {one.what: 0 for found in _answered() for one in found.backtests}
    for found in _answered():
        for what in {one.what for one in found.backtests}:
            tested[what] += 1
    assert tested == {"population": 357, "aged_65_or_over": 350, "aged_80_or_over": 350, "households": 95}


def test_a_place_that_shrinks_is_told_so_in_plain_words() -> None:
    shrinking = [found for found in _answered() if found.households[-1] < found.households[0]]
    assert len(shrinking) > 20
    for found in shrinking:
        text = tell(found, DAY)
        assert "færre husholdninger" in text
        assert "til overs" in text
        assert "boliger går ut av bruk i samme tid" in text
        assert float(found.projection.balance.surplus) > 0
        assert float(found.projection.balance.replacement) > 0


def test_a_surplus_beyond_chance_is_called_one() -> None:
    # In the figures of today every surplus is within half its size of chance; here chance is let pass.
    least = min(_answered(), key=lambda found: float(found.projection.balance.total))
    interval = replace(least.projection.interval, range_only=False)
    text = tell(replace(least, projection=replace(least.projection, interval=interval)), DAY)
    surplus = about(float(least.projection.balance.total))
    assert f"{least.name} får om lag {surplus} flere boliger enn det trengs i 2050." in text


def test_every_text_can_be_read_aloud() -> None:
    for found in _answered():
        text = tell(found, DAY)
        assert text.startswith(f"Boligbehovet i {found.name}, 2026–2050\n")
        assert "%(" not in text
        assert " nan" not in text
        assert "Kilde: Statistisk sentralbyrå (SSB), tabell 07459" in text


def test_the_answer_in_words(husrom: Callable) -> None:
    out = husrom("need", "--municipality", "Hamar").out.replace(SPACE, " ")
    assert "Hamar trenger om lag 3 550 nye boliger fram til 2050, om lag 150 i året." in out
    assert "Svaret ligger mellom 570 og 7 150 nye boliger." in out
    assert "Tilgjengelighet er ikke med: ingen offentlig tabell" in out
    assert "Ledige boliger som gjør det mulig å flytte, prosent: 2 (ikke kontrollert)" in out


def test_where_chance_decides_only_a_range_is_given(husrom: Callable) -> None:
    out = husrom("need", "-m", SOR_VARANGER).out.replace(SPACE, " ")
    assert "bare et spenn er oppgitt" in out
    assert "Hovedalternativet:" not in out
    assert "Etter boligtype" not in out
    assert _answer(husrom, "-m", SOR_VARANGER)["need"]["range_only"] is True


def test_the_errors_in_the_documentation_are_those_of_the_back_tests() -> None:
    rows = {}
    for what in ("population", "aged_65_or_over", "aged_80_or_over", "households"):
        # A municipality has one comparison of each kind, but two of population: the last year counts.
        errors = [[one.error_pct for one in found.backtests if one.what == what][-1:] for found in _answered()]
        known = [error for (error,) in filter(None, errors)]
        rows[what] = (len(known), median(abs(error) for error in known), median(known))
    level = level_test()
    shown = [f"| {count} | {off:.1f} % | {bias:.1f} % |".replace("-", "−") for count, off, bias in rows.values()]
    shown.append(f"| {level.municipalities} | {level.median_error_pct:.1f} % | |")
    assert [row for row in shown if row not in PAGE.read_text(encoding="utf-8")] == []


def test_the_keys_of_the_answer_are_those_in_the_documentation(husrom: Callable) -> None:
    page = PAGE.read_text(encoding="utf-8")
    answer = _answer(husrom, "-m", SALTDAL)
    missing = [key for key in (*answer, *answer["need"], *answer["decline"]) if f"`{key}`" not in page]
    assert missing == []
    assert answer["sources"][0]["table"] == "07459"
    assert {row["name"] for row in answer["assumptions"] if row["verified"]} >= {"losses_pct"}
    assert all(row["reference"] for row in answer["assumptions"])


def test_the_need_of_the_periods_is_the_need(husrom: Callable) -> None:
    answer = _answer(husrom, "-m", SALTDAL, "--to", 2033)
    assert [row["to_year"] for row in answer["periods"]] == [2030, 2033]
    assert sum(row["build"] for row in answer["periods"]) == pytest.approx(answer["need"]["total"], abs=0.2)
    assert len(answer["years"]) == 8
    assert answer["years"][-1]["build"] is None


def test_older_people_leave_dwellings_within_ten_years_or_it_is_not_said(husrom: Callable) -> None:
    released = _answer(husrom, "-m", SALTDAL)["released_by_older"]
    assert (released["from_year"], released["to_year"]) == (2026, 2036)
    assert released["detached"] > released["apartment"] > 0
    assert _answer(husrom, "-m", SALTDAL, "--to", 2035)["released_by_older"] is None
    assert "Fram til 2036 forlater de som er 65 år eller eldre i dag, om lag" in husrom("need", "-m", SALTDAL).out
    assert "forlater" not in husrom("need", "-m", SALTDAL, "--to", 2035).out


def test_dwellings_beyond_the_households_are_said_where_both_are_counted(husrom: Callable) -> None:
    beyond = [found for found in _answered() if found.dwellings_without_household is not None]
    needs = [(found.dwellings_without_household, float(found.projection.balance.total)) for found in beyond]
    assert f"{sum(empty > abs(total) for empty, total in needs)} of the {len(needs)} municipalities" in PAGE.read_text(
        encoding="utf-8"
    )
    assert "flere boliger enn husholdninger" in husrom("need", "-m", SALTDAL).out
    assert "flere boliger enn husholdninger" not in husrom("need", "-m", HAMAR).out


def test_an_assumption_of_one_s_own_is_used_and_said(husrom: Callable) -> None:
    standard = _answer(husrom, "-m", HAMAR)
    own = _answer(husrom, "-m", HAMAR, "--assume", "backlog_pct=1", "--assume", "second_homes_per_year=5")
    households = standard["years"][0]["households"]
    assert own["need"]["parts"]["backlog"] == pytest.approx(households / 100, abs=0.1)
    assert own["need"]["parts"]["second_homes"] == 120
    given = {row["name"] for row in own["assumptions"] if row["given_by_user"]}
    assert given == {"backlog_pct", "second_homes_per_year"}
    assert "(oppgitt av deg)" in husrom("need", "-m", HAMAR, "--assume", "backlog_pct=1").out


def test_wishes_move_the_kinds_and_not_the_sum(husrom: Callable, tmp_path: Path) -> None:
    wishes = tmp_path / "wishes.csv"
    rows = "\n".join(f"{age},0,0,1,0" for age in ("20–29", "30–44", "45–64", "65–79", "80–"))
    wishes.write_text(f"age,detached,small_house,apartment,other\n{rows}\n", encoding="utf-8")
    standard = _answer(husrom, "-m", HAMAR)
    wished = _answer(husrom, "-m", HAMAR, "--wishes", wishes, "--assume", "preference_weight=1")
    build = {row["kind"]: row["build"] for row in wished["dwelling_kinds"]}
    assert wished["need"]["total"] == standard["need"]["total"]
    assert build["detached"] < 0 < build["apartment"]
    assert sum(build.values()) == pytest.approx(wished["need"]["total"], abs=0.3)


def test_a_municipality_without_figures_gets_a_reason(husrom: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("husrom.cli.need.inputs.figures.projected_persons", lambda number: None)
    assert "Tallene mangler folketall etter alder, eller framskriving, for Hamar." in husrom("need", "-m", HAMAR).out
    answer = _answer(husrom, "-m", HAMAR)
    assert (answer["answered"], answer["municipality"]) == (False, HAMAR)
    assert answer["reason"].endswith("for Hamar.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", 2026), "--to er 2026. Oppgi et år fra 2027 til 2050; lenger går ikke framskrivingen."),
        (("--to", 2051), "--to er 2051. Oppgi et år fra 2027 til 2050"),
        (("--assume", "backlog_pct"), "«backlog_pct» er ingen forutsetning. Skriv navn=tall"),
        (("--assume", "luck=7"), "Det finnes ingen forutsetning «luck». Disse finnes: losses_low_pct, "),
        (("--assume", "losses_pct=150"), "Disse forutsetningene henger ikke sammen: losses_pct is 150.0; expected"),
        (("--wishes", "nowhere.csv"), "nowhere.csv kan ikke leses. Se etter at navnet er rett."),
    ],
)
def test_what_cannot_be_used_is_refused(husrom: Callable, arguments: tuple[object, ...], said: str) -> None:
    outcome = husrom("need", "-m", HAMAR, *arguments)
    assert outcome.status == 2
    assert said in outcome.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("age,detached\n1,2\n", "må ha kolonnene age, detached, small_house, apartment, other, med et tall i hver"),
        ("age,detached,small_house,apartment,other\na,1,1,mange,1\n", "med et tall i hver"),
        ("age,detached,small_house,apartment,other\na,1,1,1,1\n", "har 1 rader; det skal være 5"),
    ],
)
def test_wishes_of_another_form_are_refused(husrom: Callable, tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "wishes.csv"
    path.write_text(content, encoding="utf-8")
    outcome = husrom("need", "-m", HAMAR, "--wishes", path)
    assert outcome.status == 2
    assert said in outcome.err


def test_the_whole_country_is_refused(husrom: Callable) -> None:
    outcome = husrom("need", "-m", "0")
    assert (outcome.status, outcome.err) == (2, "Boligbehovet gjelder én kommune. Skriv navnet eller nummeret.\n")


@pytest.mark.parametrize(("number", "text"), [(3536, "3 550"), (147.4, "150"), (42.2, "42"), (-3, "3")])
def test_numbers_do_not_look_surer_than_they_are(husrom: Callable, number: float, text: str) -> None:
    husrom("need", "-m", HAMAR)  # bokmål from here
    assert about(number).replace(SPACE, " ") == text


def test_the_last_year_is_the_last_of_the_projection() -> None:
    assert table("projection")["year"].max() == table("population_totals")["year"].max() == command.LAST_YEAR
