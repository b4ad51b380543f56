"""Commands given what cannot be used answer in a sentence and change nothing."""

import datetime as dt
from pathlib import Path

import pytest

from husrom.cli.errors import CommandFailedError
from husrom.cli.network import export
from husrom.portal.network.models import Network
from husrom.portal.programme.cloning import CloneRefusedError, NextRound, clone
from husrom.portal.programme.exporting import export_network

NEXT = dt.date(2027, 1, 4)


@pytest.mark.parametrize(
    ("following", "sentence"),
    [
        (NextRound("ny", dt.date(1, 1, 1)), "for langt unna"),
        (NextRound("ny", dt.date(9999, 12, 31)), "for langt unna"),
        (NextRound("x" * 61, NEXT), "har 61 tegn; det er plass til 60"),
        (NextRound("ny", NEXT, name="x" * 201), "har 201 tegn; det er plass til 200"),
        (NextRound("ny", NEXT, short_name="x" * 81), "har 81 tegn; det er plass til 80"),
    ],
)
def test_a_next_round_that_cannot_be_kept_is_refused(network: Network, following: NextRound, sentence: str) -> None:
    with pytest.raises(CloneRefusedError, match=sentence):
        clone(export_network(network), following, invited_on=NEXT)


def test_a_place_that_cannot_be_written_to_is_told(network: Network, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "finnes" / "ikke.yaml"):
        with pytest.raises(CommandFailedError, match="kan ikke skrive til"):
            export(network.slug, output=place, overwrite=True)
