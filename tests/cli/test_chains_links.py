"""`husrom chains links`: counts by link, as a register publishes them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

DUTCH = "link,vacancies\n0,64.2\n1,44.2\n2,26\ntotal,93\n"


@pytest.fixture
def links(husrom: Callable, tmp_path: Path) -> Callable:
    """Return a function that runs the command on a table."""

    def run(content: str, *options: str) -> object:
        path = tmp_path / "links.csv"
        path.write_text(content, encoding="utf-8-sig")
        return husrom("chains", "links", path, *options)

    return run


def test_the_dutch_register_as_data(links: Callable) -> None:
    outcome = links(DUTCH, "--json")
    data = json.loads(outcome.out)
    assert (outcome.status, outcome.err) == (0, "")
    assert (data["links"], data["vacancies"], data["total_freed_existing"]) == ([0, 1, 2], [64.2, 44.2, 26], 93)
    assert data["continuation"] == pytest.approx([0.6885, 0.588], abs=5e-4)
    assert data["freed_per_new_dwelling"] == pytest.approx(1.449, abs=5e-4)
    assert data["vacancies_incl_first"] == pytest.approx(2.449, abs=5e-4)
    assert data["tail"] == {"vacancies": pytest.approx(22.8), "continuation": pytest.approx(0.467, abs=5e-4)}
    assert data["constant_continuation"] == pytest.approx(0.5247, abs=5e-5)


def test_rows_in_any_order_with_norwegian_numbers(links: Callable) -> None:
    assert links("ledd;ledige\nTotalt;93\n2;26\n0;64,2\n1;44,2\n", "--json").out == links(DUTCH, "--json").out


def test_what_is_odd_is_said(links: Callable) -> None:
    outcome = links("ledd;ledige\n0;50,0\n1;56\n2;33\n", "--json")
    data = json.loads(outcome.out)
    assert data["tail"] == {"vacancies": None, "continuation": None}
    assert "Ledd 1 har 1,12 ledige boliger for hver i leddet før." in outcome.err
    assert "Det er ingen total" in outcome.err


def test_a_link_after_none_is_no_number(links: Callable) -> None:
    data = json.loads(links("link,vacancies\n0,5\n1,0\n2,0\ntotal,0\n", "--json").out)
    assert (data["continuation"], data["constant_continuation"]) == ([0, None], None)


def test_the_same_in_words(links: Callable) -> None:
    out = links(DUTCH).out
    assert "Senere             22,8" in out
    assert "Hver ny bolig frigjør i gjennomsnitt 1,45 bruktboliger." in out
    assert "Regnet fra den nye boligen har kjedene i gjennomsnitt 2,45 ledige boliger." in out
    assert "Senere" not in links("link,vacancies\n0,5\n1,0\n2,0\n").out
    assert "Senere" in links("link,vacancies\n0,5\n1,0\ntotal,0\n").out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("link,vacancies\n0,10\n2,4\n", "links.csv har 2 ledd, men ikke ledd 1"),
        ("link,vacancies\n1,10\n2,4\n", "links.csv har 2 ledd, men ikke ledd 0"),
        ("link,vacancies\n0,10\none,4\n", "Raden one har 4 ledige boliger, men er verken"),
        ("link,vacancies\n0,10\n00,4\n", "Raden 00 har 4 ledige boliger, men er verken"),
        ("link,vacancies\n0,10\ntotal,4\nsum,5\n", "Raden sum har 5 ledige boliger, men er verken"),
        ("link,vacancies\n0,10\n1,-4\n", "Raden 1 har «-4» i kolonnen vacancies"),
        ("link,vacancies\n0,10\n1,\n", "Raden 1 har ingenting i kolonnen vacancies"),
        ("link,vacancies\n0,10\n1,nan\n", "Raden 1 har «nan» i kolonnen vacancies"),
        ("link,vacancies\n0,10\n1,9\ntotal,3\n", "Leddene etter 0 har summen 9, men totalen for dem er 3"),
        ("link;vacancies\n0;10\n1;9,5\ntotal;3\n", "Leddene etter 0 har summen 9,5, men"),
        ("link,vacancies\n0,10\n1,0\n2,3\n", "Ledd 2 har 3 ledige boliger, men det er ingen i leddet før"),
        ("link,vacancies\n0,0\n", "Det er 0 nye boliger i ledd 0"),
        ("link,vacancies\ntotal,3\n", "Det er 0 nye boliger i ledd 0"),
        ("link,vacancies\n", "Det er 0 nye boliger i ledd 0"),
        ("link,2019,2020\n0,1,2\n", "links.csv har 3 kolonner, men skulle hatt 2"),
    ],
)
def test_counts_with_faults_are_refused_in_one_sentence(links: Callable, content: str, said: str) -> None:
    outcome = links(content, "--json")
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1
