"""The real programme is complete: what the network's page says, to the last line."""

import datetime as dt
from collections import defaultdict
from string import Formatter

import pytest

from husrom.figures.counties import county_of
from husrom.figures.municipalities import municipality
from husrom.portal.network.letters import PLACEHOLDERS
from husrom.portal.programme.columns import Entry
from husrom.portal.programme.document import EXAMPLES
from husrom.portal.programme.reading import read_programme

DIVISION_ON = dt.date(2020, 1, 1)
COUNTIES = {
    "Viken": {"Nittedal", "Lunner", "Lier"},
    "Rogaland": {"Stavanger", "Karmøy"},
    "Troms og Finnmark": {"Sør-Varanger"},
    "Nordland": {"Saltdal", "Øksnes"},
    "Innlandet": {"Vestre Toten", "Hamar", "Lillehammer"},
    "Trøndelag": {"Nærøysund"},
    "Agder": {"Iveland", "Arendal", "Kristiansand", "Mandal"},
    "Vestfold og Telemark": {"Horten"},
}
CHALLENGES = """
Høye boligpriser i knutepunkt og fortettingsområder gjør det vanskelig å fremskaffe boliger til
barnefamilier og innbyggere med vanlige inntekter.
---
For lite rotasjon i eneboligmarkedet. Nybygging av leiligheter frigir ikke eneboliger til familier
slik det var forventet.
---
Boliger til eldre. Eldre er en sammensatt gruppe som har ulike boligbehov som ikke i tilstrekkelig
grad er fanget opp.
---
Nok boliger til ulike grupper vanskeligstilte.
---
Levekårsutfordringer i noen områder.
---
Fragmentert ansvar for boligpolitikken på offentlig side.
---
Prisdrivende knutepunkts- og fortettingspolitikk gir utfordringer for barnefamiliene.
"""
INSTITUTIONS = [
    "Nytt senter for boligmarkedsforskning",
    "Distriktssenteret",
    "Bylivsenteret",
    "Direktoratet for byggkvalitet",
    "NMBU",
    "Velferdsforskningsinstituttet (NOVA)",
    "Institutt for samfunnsforskning",
    "OsloMet",
    "Norske Boligbyggelags Landsforbund",
    "Tidsskrift for boligforskning",
    "Entreprenørforeningen EBA",
]


@pytest.fixture(scope="module")
def tree() -> Entry:
    return read_programme(EXAMPLES / "helhetlig-boligpolitikk.yaml").tree


def active(tree: Entry) -> list[Entry]:
    return [member for member in tree["members"] if member["history"][-1]["status"] == "active"]


def test_seventeen_participants_in_their_counties(tree: Entry) -> None:
    found = defaultdict(set)
    for member in active(tree):
        found[county_of(member["number"], on=DIVISION_ON).name].add(member["name"])
    assert found == COUNTIES
    assert tree["network"]["county_labels"] == {"54": "Finnmark og Troms"}


def test_numbers_and_names_agree_but_for_the_student_seat(tree: Entry) -> None:
    different = {
        member["name"]: (municipality(member["number"], on=DIVISION_ON).name, member["kind"], member["note"])
        for member in tree["members"]
        if municipality(member["number"], on=DIVISION_ON).name != member["name"]
    }
    assert different == {"Mandal": ("Lindesnes", "student_seat", "mastergradstudent")}


def test_three_were_invited_and_left_with_reasons(tree: Entry) -> None:
    left = {
        member["name"]: member["history"] for member in tree["members"] if member["history"][-1]["status"] == "left"
    }
    assert set(left) == {"Ringerike", "Ås", "Kongsberg"}
    for history in left.values():
        assert [(step["status"], step["date"]) for step in history] == [
            ("invited", "2019-03-21"),
            ("left", "2020-01-01"),
        ]
        assert all(step["reason"] for step in history)


def test_challenges_word_for_word(tree: Entry) -> None:
    expected = [" ".join(text.split()) for text in CHALLENGES.split("---")]
    assert [challenge["text"] for challenge in tree["challenges"]] == expected
    assert {c["source"] for c in tree["challenges"]} == {"KS FoU Kommunen som aktiv boligpolitisk aktør"}
    assert all(challenge["institutions"] for challenge in tree["challenges"])


def test_institutions_projects_and_observers(tree: Entry) -> None:
    by_kind = defaultdict(list)
    for institution in tree["institutions"]:
        by_kind[institution["kind"]].append(institution)
    assert [institution["name"] for institution in by_kind["institution"]] == INSTITUTIONS
    assert all(institution["topics_are_proposal"] for institution in by_kind["institution"])
    assert [series["projects"] for series in by_kind["projects"]] == [["Alna", "Bergen"]]
    assert [observer["name"] for observer in tree["observers"]] == ["Husbanken", "KMD"]
    assert tree["network"]["invites_county_authorities"]


def test_five_gatherings(tree: Entry) -> None:
    gatherings = tree["gatherings"]
    assert [gathering["kind"] for gathering in gatherings] == ["start", "ordinary", "ordinary", "ordinary", "closing"]
    assert [g["number"] for g in gatherings if g["chief_executive_expected"]] == [1, 5]
    assert (gatherings[0]["starts_on"], gatherings[0]["place"]) == ("2019-04-10", "Gardermoen")
    assert [gathering["date_is_example"] for gathering in gatherings] == [False, True, True, True, True]
    assert all(dt.date.fromisoformat(gathering["starts_on"]).weekday() == 2 for gathering in gatherings)
    assert [g["quotas"] for g in gatherings] == [{"delegate": 3, "chief_executive": 1, "student": 1}] * 5


def test_what_it_costs_and_expects(tree: Entry) -> None:
    network = tree["network"]
    assert network["seats"] == {"minimum": 2, "preferred": 3}
    assert network["day_package"] == {"nok": 900, "approximate": True, "paid_by": "municipality"}
    assert network["duration_text"] == "ca. 1,5 år"


def test_phases(tree: Entry) -> None:
    phases = {phase["letter"]: phase for phase in tree["phases"]}
    assert list(phases) == ["A", "B", "C"]
    assert (phases["A"]["after_gathering"], phases["A"]["before_gathering"]) == (1, 2)


def test_the_framework_in_three_languages(tree: Entry) -> None:
    framework = tree["framework"]
    assert len(framework) == 74
    assert all(element["nb"] and element["nn"] and element["en"] for element in framework)
    assert [element["code"] for element in framework if element["origin"] == "source"] == ["D1", "D2", "D3"]
    assert any(element["scope"] == "link" for element in framework)


def test_the_page_s_own_words(tree: Entry) -> None:
    text = " ".join(section["body"] for section in tree["texts"])
    for words in ("Kommunen som aktiv boligpolitisk aktør", "rådmannen selv deltar", "kr 900", "«Bolig for alle»"):
        assert words in text


def test_letters_in_both_language_forms_use_every_fact(tree: Entry) -> None:
    letters = {(letter["kind"], letter["language"]): letter["body"] for letter in tree["letters"]}
    assert set(letters) == {(kind, form) for kind in ("anchoring", "invitation") for form in ("nb", "nn")}
    for body in letters.values():
        used = {name for _text, name, _spec, _conversion in Formatter().parse(body) if name}
        assert used == set(PLACEHOLDERS)
