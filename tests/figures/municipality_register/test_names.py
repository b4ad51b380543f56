import pytest

from husrom.figures.municipality_register.names import KnownNames
from husrom.figures.snapshot import table


@pytest.fixture(scope="module")
def known() -> KnownNames:
    return KnownNames.from_datasets(table("municipality_codes"), table("municipalities"))


@pytest.mark.parametrize(
    ("registered", "norwegian"),
    [
        ("Hamar", "Hamar"),
        ("Hábmer - Hamarøy", "Hamarøy"),
        ("Gáivuotna - Kåfjord - Kaivuono", "Kåfjord"),
        ("Guovdageaidnu - Kautokeino", "Kautokeino"),
        ("Kárášjohka Karasjok", "Karasjok"),
        ("Snåase Snåsa", "Snåsa"),
        ("Våler (Innlandet)", "Våler"),
        ("Herøy (Møre og Romsdal)", "Herøy"),
        ("Aurskog-Høland", "Aurskog-Høland"),
        ("Nordre Land", "Nordre Land"),
        ("Evje og Hornnes", "Evje og Hornnes"),
        # Gausdal is a municipality of today, and Vestre Gausdal was another one until 1961.
        ("Vestre Gausdal", "Vestre Gausdal"),
        ("Nyby - Ođđagávpot", "Nyby"),
    ],
)
def test_norwegian_name_is_found_within_the_registered_one(known: KnownNames, registered: str, norwegian: str) -> None:
    assert known.norwegian_name(registered) == norwegian


def test_every_official_name_of_today_gives_the_norwegian_one(known: KnownNames) -> None:
    for name, official_name in table("municipalities").select("name", "official_name").rows():
        assert known.norwegian_name(official_name) == name
