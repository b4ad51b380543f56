"""The page about moving chains says what the command says."""

import re
from pathlib import Path

import numpy as np

from husrom.housing.chains import Transitions, release_table, solve

PAGE = (Path(__file__).parents[2] / "docs" / "explanation" / "moving-chains.md").read_text(encoding="utf-8")


def test_the_freed_dwellings_on_the_page_follow_from_its_table() -> None:
    header, *lines = re.findall(r"```\n(.*?)```", PAGE, re.DOTALL)[0].split()
    values = np.array([line.split(",")[1:] for line in lines], dtype=np.float64)
    sectors = [line.split(",")[0] for line in lines]
    chains = Transitions.of(sectors, values[:, :3], values[:, 3:], header.split(",")[4:])
    houses, flats, rentals = release_table(solve(chains))[sectors.index("flat")].round().astype(int)
    assert f"100 new flats free {houses} houses, {flats} flats and {rentals} rentals" in PAGE
