"""`husrom afford`: who can buy, from the command line."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

NURSES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "affordability.yaml").read_text(encoding="utf-8"))[
    "nurse_index_loans"
]
SOMEONE = ("afford", "--income", 650_000, "--debt", 200_000, "--equity", 500_000, "--date", "2026-11-23")
MONTHLY = ("--rate", "5,4", "--budget", "13 000", "--fixed-costs", 4000)


def _data(husrom: Callable, *arguments: object) -> dict[str, Any]:
    outcome = husrom(*arguments, "--json")
    assert (outcome.status, outcome.err) == (0, "")
    return json.loads(outcome.out)


def _spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("nurse", NURSES, ids=lambda nurse: str(nurse["period"]))
def test_the_nurse_index_to_the_krone(husrom: Callable, nurse: dict[str, Any]) -> None:
    found = _data(husrom, "afford", "--income", nurse["income_nok"], "--debt", nurse["debt_nok"], "--equity", 1_000_000,
                  "--household", "single", "--date", nurse["day"])  # fmt: skip
    assert (found["max_loan"], found["max_price"]) == (nurse["loan_nok"], nurse["loan_nok"] + 1_000_000)
    assert (found["binding"], found["household"]) == ("debt_to_income", "alone")
    assert found["limits"]["servicing"] is None
    assert found["not_reckoned"]


def test_the_contract_in_data(husrom: Callable) -> None:
    found = _data(husrom, *SOMEONE, *MONTHLY, "--municipality", "Hamar", "--price", 3_000_000)
    assert list(found)[:3] == ["max_loan", "max_price", "binding"]
    assert found["binding_in_words"].startswith("Det er inntekten som setter grensen: Samlet gjeld kan være høyst 5 ")
    assert found["max_price"] == found["max_loan"] + found["equity"]
    assert found["max_loan"] == min(found["limits"].values())
    assert 0 < found["share_within_reach_low"] < found["share_within_reach"] < found["share_within_reach_high"] < 1
    local = found["local"]
    assert (local["municipality"], local["estimated"], local["data_grade"]) == ("3403", True, "C")
    assert local["sales"] == sum(kind["sales"] for kind in local["dwelling_types"]) == 404
    assert local["source"]["table"] == "06035"
    assert found["income_needed"] == {
        "price": 3_000_000,
        "income": 540_000,
        "by_debt_to_income": 540_000,
        "by_servicing": found["income_needed"]["by_servicing"],
        "equity": 300_000,
        "equity_is_enough": True,
    }
    assert "affordability.price_log_sd" in found["unverified"]
    assert {rule["parameter"] for rule in found["rules"]} >= set(found["unverified"])


def test_without_municipality_there_is_no_share(husrom: Callable) -> None:
    found = _data(husrom, *SOMEONE)
    assert not {"share_within_reach", "local", "income_needed"} & found.keys()


def test_what_servicing_lacks_is_named(husrom: Callable) -> None:
    assert _data(husrom, *SOMEONE)["not_reckoned"] == [
        "SIFOs referansebudsjett for aleneboende per 2026-11-23 er ikke lest. Oppgi ditt eget: --budget KRONER",
        "Renta er ikke oppgitt: --rate PROSENT",
    ]
    assert _data(husrom, *SOMEONE, "--date", "2024-12-30", "--rate", 5)["not_reckoned"] == [
        "Husrom kjenner ikke skatten det året. Oppgi inntekten etter skatt: --net-income KRONER"
    ]


def test_the_known_budget_is_used_with_the_buffer_for_the_bank_alone(husrom: Callable) -> None:
    found = _data(husrom, *SOMEONE, "--date", "2024-12-30", "--rate", 5, "--net-income", 480_000)
    assert found["not_reckoned"] == []
    monthly = found["residual_income"]
    assert (monthly["living_nok_per_month"], monthly["living_with_buffer_nok_per_month"]) == (11_623, 15_110)
    assert monthly["net_income_nok_per_month"] == 40_000
    assert monthly["nok_per_month"] == pytest.approx(40_000 - monthly["housing_cost_nok_per_month"] - 11_623, abs=1)
    assert monthly["net_income_estimated"] is False


def test_a_family_is_given_the_budget_of_the_example_family(husrom: Callable) -> None:
    outcome = husrom("afford", "--income", 1_100_000, "--equity", 600_000, "--household", "par_med_barn",
                     "--date", "2025-11-23", "--rate", 5.4)  # fmt: skip
    assert "Det er pengene som er igjen hver måned, som setter grensen" in outcome.out
    assert "også med 8,40 % rente" in outcome.out
    assert "barn på fem og elleve år" in outcome.out
    assert "er anslått som lønn delt likt mellom de voksne" in outcome.out


def test_the_answer_in_words(husrom: Callable) -> None:
    out = _spaced(husrom(*SOMEONE, *MONTHLY, "-m", "Hamar", "--price", 6_000_000).out)
    assert out.startswith("Høyeste lån er 3 050 000 kroner, og høyeste pris 3 550 000 kroner.\n")
    assert "  Etter egenkapitalen: 4 500 000 kroner\n" in out
    assert "Det må betales avdrag: Lånet er mer enn 60 % av prisen.\n" in out
    assert "For 6 000 000 kroner er ingen inntekt nok: Egenkapitalen må være 600 000 kroner.\n" in out
    assert "Av boligene som ble solgt i Hamar i 2024, var omtrent " in out
    assert "anslått, datagrad C; 404 salg" in out
    assert "  Leilighet på 65 m²: gjennomsnittspris 3 430 830 kroner, " in out
    assert "Kilde: Statistisk sentralbyrå (SSB), tabell 06035\n" in out
    assert "andeler i borettslag er ikke med" in out
    assert "Ikke kontrollert mot kilden: " in out


def test_equity_that_stops_the_loan_is_said(husrom: Callable) -> None:
    outcome = husrom("afford", "--income", 900_000, "--equity", 100_000, "--date", "2024-12-30")
    assert "Det er egenkapitalen som setter grensen: Lånet kan være høyst 85 % av det boligen koster." in outcome.out


def test_a_home_that_leaves_too_little_is_said_to(husrom: Callable) -> None:
    out = _spaced(husrom(*SOMEONE, "--rate", 0, "--budget", 45_000).out)
    assert "Det er mindre enn ingenting: Boligen er for dyr, uansett hva banken sier." in out


def test_before_2017_there_is_no_income_multiple_and_it_is_not_verified(husrom: Callable) -> None:
    outcome = husrom(*SOMEONE, "--date", "2016-12-31")
    assert "  Etter inntekten: ingen grense på denne datoen\n" in outcome.out
    assert "affordability.debt_to_income_limit" in outcome.out
    found = _data(husrom, *SOMEONE, "--date", "2016-12-31")
    assert (found["limits"]["debt_to_income"], found["binding"]) == (None, "loan_to_value")


def test_a_stated_size_replaces_the_prior_of_each_type(husrom: Callable) -> None:
    found = _data(husrom, *SOMEONE, "-m", "3403", "--size", 50)
    assert {kind["size_m2"] for kind in found["local"]["dwelling_types"]} == {50}
    assert not any("dwelling_size_apartment" in name for name in found["unverified"])


def test_a_municipality_without_published_prices_says_why(husrom: Callable) -> None:
    found = _data(husrom, *SOMEONE, "-m", "Bindal")
    assert (found["share_within_reach"], found["local"]["cheapest"]) == (None, None)
    reason = "Det er ikke publisert noen pris per m² for Bindal i 2024, så andelen kan ikke anslås."
    assert found["local"]["reason"] == reason
    assert reason in husrom(*SOMEONE, "-m", "Bindal").out


def test_own_sales_are_counted_and_stand_before_the_estimate(husrom: Callable, tmp_path: Path) -> None:
    path = tmp_path / "salg.csv"
    path.write_text("\ufeffpris\n3 550 000;\n\n3550001\n2900000\n4 800 000\n", encoding="utf-8")
    found = _data(husrom, *SOMEONE, "-m", "Hamar", "--sales", path)
    assert found["max_price"] == 3_550_000
    assert found["share_within_reach"] == 0.5
    assert found["own_sales"] == {"file": "salg.csv", "sales": 4, "estimated": False, "data_grade": "A"}
    assert found["local"]["estimated"] is True
    out = _spaced(husrom(*SOMEONE, "--sales", path).out)
    assert "Av de 4 salgene i salg.csv var 50,0 % innen rekkevidde (18,2–81,8 %, talt opp).\n" in out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"pris\n3000000\nmye\n", "linje 3: «mye» er ingen pris. Ventet hele kroner, for eksempel 3250000."),
        (b"1\n-5\n", "linje 2: «-5» er ingen pris."),
        (b"9999999999999\n", "linje 1: «9999999999999» er ingen pris."),
        (b"pris\n\n", "har ingen priser. Oppgi ei fil med én pris i kroner på hver linje."),
        (b"\xff\xfe\x00", "kan ikke leses som tekst: "),
        (None, "kan ikke leses som tekst: "),
    ],
    ids=["word", "negative", "huge", "empty", "not_text", "no_file"],
)
def test_a_file_of_sales_that_cannot_be_used_is_refused(
    husrom: Callable, tmp_path: Path, content: bytes | None, message: str
) -> None:
    path = tmp_path / "salg.csv"
    if content is not None:
        path.write_bytes(content)
    outcome = husrom(*SOMEONE, "--sales", path)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(str(path))
    assert message in outcome.err


def test_nothing_at_all_buys_nothing(husrom: Callable) -> None:
    found = _data(husrom, "afford", "--income", 0, "--equity", 0, "--date", "2026-11-23", "-m", "Hamar")
    assert (found["max_loan"], found["max_price"], found["share_within_reach"]) == (0, 0, 0)
    assert found["amortisation"]["loan_to_value_pct"] is None


def test_today_is_the_day_when_none_is_given(husrom: Callable) -> None:
    found = _data(husrom, "afford", "--income", 1, "--equity", 1)
    assert dt.date.fromisoformat(found["date"]) in {
        dt.datetime.now().astimezone().date(),
        dt.datetime.now().astimezone().date() - dt.timedelta(days=1),
    }


def test_a_day_after_the_rules_were_checked_is_said(husrom: Callable) -> None:
    note = "Reglene ble sist kontrollert 2026-11-23; endringer etter det kjenner ikke Husrom."
    assert note in husrom(*SOMEONE, "--date", "2026-11-24").out
    assert note not in husrom(*SOMEONE).out


def test_debt_without_payments_is_warned_of(husrom: Callable) -> None:
    note = "Betaling på annen gjeld er ikke trukket fra"
    assert note in husrom(*SOMEONE, "--rate", 5, "--budget", 12_000).out
    assert note not in husrom(*SOMEONE, *MONTHLY).out


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (("--income", "mye"), "--income er «mye»: ventet et tall uten tusenskille, for eksempel 650000 eller 5,4."),
        (("--income", "nan"), "--income er «nan»: ventet et tall uten tusenskille, for eksempel 650000 eller 5,4."),
        (("--income", ""), "--income mangler. Oppgi et beløp i kroner, for eksempel 650000."),
        (("--debt", "-1"), "--debt er -1: ventet fra 0 til 1 000 000 000 000."),
        (("--equity", "9" * 13), f"--equity er {'9' * 13}: ventet fra 0 til 1 000 000 000 000."),
        (("--rate", "101"), "--rate er 101: ventet fra 0 til 100."),
        (("--size", "0"), "--size er 0: ventet fra 1 til 10 000."),
        (("--date", "i går"), "--date er «i går»: ventet en dato, for eksempel 2026-11-23."),
        (
            ("--date", "2015-06-30"),
            "Husrom kjenner ikke reglene for boliglån 2015-06-30. Bruk en dato fra og med 2015-07-01.",
        ),
        (
            ("--household", "kollektiv"),
            (
                "Det finnes ikke noe hushold «kollektiv». Bruk alone, single_parent, couple_without_children, "
                "couple_with_children."
            ),
        ),
        (("-m", "0"), "--municipality er hele landet: oppgi én kommune, for salg er lokale."),
        (("-m", "Atlantis"), "Det har ikke vært noen kommune «Atlantis»."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_used_is_refused_in_bokmaal(husrom: Callable, changed: tuple[str, str], message: str) -> None:
    outcome = husrom(*SOMEONE, *changed, "--json")
    assert (outcome.status, outcome.out) == (2, "")
    assert _spaced(outcome.err).startswith(message)


def test_no_option_is_answered_with_what_is_missing(husrom: Callable) -> None:
    outcome = husrom("afford")
    expected = "--income mangler. Oppgi et beløp i kroner, for eksempel 650000.\n"
    assert (outcome.status, outcome.err) == (2, expected)
