"""What a snapshot says of its tables comes from the catalogue, and only where the terms are known."""

import dataclasses

import pytest

from husrom.figures import describing
from husrom.figures.describing import description
from husrom.figures.errors import SnapshotError
from husrom.figures.tables import table_of


def test_a_share_is_given_in_per_cent_though_its_table_counts() -> None:
    assert (description("dwelling_type_shares")["unit"], description("dwellings")["unit"]) == ("%", "dwellings")


def test_every_producer_is_named_as_it_asks_to_be() -> None:
    named = {name: description(name)["attribution"] for name in ("municipal_fees", "municipality_codes", "boundaries")}
    assert named == {
        "municipal_fees": "Kilde: Statistisk sentralbyrå (SSB), tabell 12842",
        "municipality_codes": "Kilde: Statistisk sentralbyrå (SSB), standard for kommuneinndeling",
        "boundaries": "© Kartverket",
    }


def test_a_table_of_unknown_terms_may_not_be_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = dataclasses.replace(table_of("dwellings"), licence=None)
    monkeypatch.setattr(describing, "table_of", lambda name: unknown)
    with pytest.raises(SnapshotError) as caught:
        description("dwellings")
    assert str(caught.value) == 'The terms of ssb-06265 are unknown, so "dwellings" may not stand in a snapshot.'
