"""Counts by link: the Dutch register figures as corrected, the mistake that was corrected, and the way back."""

from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from husrom.housing.chains import (
    NOWHERE,
    ChainInputError,
    Transitions,
    Vacated,
    constant_continuation,
    freed_at_constant_continuation,
    link_account,
    link_sectors,
    links_of,
    release,
    release_table,
    solve,
    traced_links,
    vacated_dwellings,
)

CASES = {
    case["name"]: case
    for case in yaml.safe_load((Path(__file__).parents[2] / "cases" / "chain_links.yaml").read_text(encoding="utf-8"))
}
CORRECTED, EARLIER = CASES["Netherlands, corrected"], CASES["Netherlands 2019, before the correction"]


def test_the_corrected_dutch_figures_are_reproduced() -> None:
    account = link_account(CORRECTED["links"], CORRECTED["total"])
    assert account.freed_per_new_dwelling == pytest.approx(CORRECTED["freed_per_new_dwelling"], abs=5e-4)
    assert account.vacancies_incl_first == pytest.approx(CORRECTED["vacancies_incl_first"], abs=5e-4)
    np.testing.assert_allclose(account.continuation, CORRECTED["continuation"], atol=5e-4)
    assert account.tail_vacancies == pytest.approx(CORRECTED["tail_vacancies"])
    assert account.tail_continuation == pytest.approx(CORRECTED["tail_continuation"], abs=5e-4)
    assert account.constant_continuation == pytest.approx(CORRECTED["constant_continuation"], abs=5e-5)


def test_the_figures_before_the_correction_are_what_was_printed() -> None:
    assert link_account(EARLIER["links"], EARLIER["total"]).freed_per_new_dwelling == pytest.approx(2.24)
    earlier = CASES["Netherlands 2021, before the correction"]
    account = link_account(earlier["links"], earlier["total"])
    np.testing.assert_allclose(account.continuation, earlier["continuation"], atol=5e-4)


def test_the_swedish_houses_per_hundred() -> None:
    """One row of a release table that says 22: 39 houses for 177 dwellings."""
    case = CASES["Swedish municipality"]
    share = case["freed_detached_and_row"] / case["new_dwellings"]
    chains = Transitions.of(["house", "new"], [[0, 0], [share, 0]])
    assert round(release_table(solve(chains))[1, 0], 1) == case["per_100_new"]
    assert release(solve(chains), [0, case["new_dwellings"]]).freed_existing[0] == pytest.approx(39)


class DutchRegister:
    """Persons and their dwellings before and after, made so that both published Dutch figures come out of it.

    642 new dwellings. Those of the chains that end because a part of the occupants stays – a child leaves the parents,
    a partner the other – are 508; the rest end with somebody from abroad. Dwellings freed are 442, 260 and so on.
    """

    LINKS = (642, 442, 260, 121, 57, 27, 12, 6, 3, 1, 1)
    STAYED = 508

    def __init__(self) -> None:
        self.before: list[int] = []
        self.after: list[int] = []
        self.new = list(range(self.LINKS[0]))
        self._next = self.LINKS[0]
        ends, filled = 0, self.new
        for link in range(len(self.LINKS)):
            freed = self.LINKS[link + 1] if link + 1 < len(self.LINKS) else 0
            left = [self._dwelling() for _dwelling in range(freed)]
            for target, origin in zip(filled, left, strict=False):
                self._move(origin, target, persons=2)
            for target in filled[freed:]:
                self._end(target, stayed=ends < self.STAYED)
                ends += 1
            filled = left
        # Neighbours who stay where they are, and one who dies: no chains.
        self._move(self._dwelling(), self._next, persons=0)
        self.before += [self._next, self._next]
        self.after += [self._next, NOWHERE]

    def _dwelling(self) -> int:
        self._next += 1
        return self._next

    def _move(self, origin: int, target: int, persons: int) -> None:
        self.before += [origin] * persons
        self.after += [target] * persons

    def _end(self, target: int, *, stayed: bool) -> None:
        parents = self._dwelling() if stayed else NOWHERE
        self._move(parents, target, persons=1)
        if stayed:
            self._move(parents, parents, persons=2)


@pytest.fixture(scope="module")
def register() -> DutchRegister:
    return DutchRegister()


def _freed(register: DutchRegister, definition: Vacated) -> float:
    links = traced_links(register.before, register.after, register.new, definition)
    return link_account(links.tolist()).freed_per_new_dwelling


def test_our_definition_of_a_freed_dwelling_gives_the_corrected_figures(register: DutchRegister) -> None:
    links = traced_links(register.before, register.after, register.new, Vacated.NO_FORMER_OCCUPANT_REMAINS)
    assert links.tolist() == list(DutchRegister.LINKS)
    assert _freed(register, Vacated.NO_FORMER_OCCUPANT_REMAINS) == pytest.approx(1.449, abs=5e-4)


def test_counting_dwellings_that_someone_stays_in_gives_the_withdrawn_figures(register: DutchRegister) -> None:
    mistaken = _freed(register, Vacated.SOMEONE_LEFT)
    assert mistaken == pytest.approx(EARLIER["freed_per_new_dwelling"], abs=5e-3)
    assert mistaken != pytest.approx(CORRECTED["freed_per_new_dwelling"], rel=0.05)
    assert mistaken / _freed(register, Vacated.NO_FORMER_OCCUPANT_REMAINS) == pytest.approx(1.55, abs=5e-3)


def test_a_chain_that_ends_with_someone_staying_frees_no_dwelling_in_the_closed_form(register: DutchRegister) -> None:
    links = DutchRegister.LINKS
    again = sum(links[1:]) / sum(links)
    partial = DutchRegister.STAYED / sum(links)
    solution = solve(Transitions.of(["dwelling"], [[again]], [[partial]], ["someone stayed"]))
    assert solution.freed_existing[0] == pytest.approx(1.449, abs=5e-4)
    assert solution.freed_existing[0] + solution.absorption[0, 0] == pytest.approx(2.24, abs=5e-3)


def test_couples_from_two_homes_free_more_than_one_dwelling_at_a_link() -> None:
    """56 for 50 need not be a mistake: those who move in together may leave two whole dwellings."""
    before, after = [1, 2, 3], [9, 9, 8]
    links = traced_links(before, after, [8, 9], Vacated.NO_FORMER_OCCUPANT_REMAINS)
    assert link_account(links.tolist()).continuation.tolist() == [1.5]


def test_two_households_that_change_dwellings_start_no_endless_chain() -> None:
    links = traced_links([1, 2, 3], [9, 1, 2], [9], Vacated.NO_FORMER_OCCUPANT_REMAINS)
    assert links.tolist() == [1, 1, 1, 1]
    around = traced_links([1, 2, 2], [2, 1, 9], [9], Vacated.NO_FORMER_OCCUPANT_REMAINS)
    assert around.tolist() == [1, 1, 1]


def test_registers_of_different_length_are_refused() -> None:
    with pytest.raises(ChainInputError, match="2 dwellings before and 1 after"):
        vacated_dwellings([1, 2], [1], Vacated.NO_FORMER_OCCUPANT_REMAINS)


@given(
    st.integers(1, 10**6),
    st.lists(st.floats(0.01, 1.2), min_size=1, max_size=6),
    st.floats(0.01, 0.9),
    st.integers(0, 9),
)
def test_links_and_continuations_are_each_others_way_back(
    new: int, continuation: list[float], tail: float, more: int
) -> None:
    counts = links_of(new, continuation, tail, len(continuation) + more)
    expected = [*continuation, *[tail] * more]
    np.testing.assert_allclose(link_account(counts.tolist()).continuation, expected)
    counted = counts[: len(continuation) + 1]
    later = counted[-1] * tail / (1 - tail)
    account = link_account(counted.tolist(), float(counted[1:].sum() + later))
    assert account.tail_continuation == pytest.approx(tail, abs=1e-6)


@given(st.floats(0, 50))
def test_one_continuation_and_what_it_frees(freed: float) -> None:
    assert freed_at_constant_continuation(constant_continuation(freed)) == pytest.approx(freed)


def test_links_of_a_model_give_back_what_it_frees(two_reasons: Transitions) -> None:
    start = np.array([0.0, 0, 100, 0])
    links = link_sectors(two_reasons, start, 400).sum(axis=1)
    account = link_account(links.tolist())
    assert account.freed_per_new_dwelling == pytest.approx(solve(two_reasons).freed_existing[2])


def test_links_without_a_total_or_without_anything_freed() -> None:
    alone = link_account([10])
    assert (alone.freed_per_new_dwelling, alone.vacancies_incl_first) == (0, 1)
    assert np.isnan([alone.tail_vacancies, alone.tail_continuation, alone.constant_continuation]).all()
    stopped = link_account([10, 0, 0])
    assert stopped.continuation[0] == 0
    assert np.isnan(stopped.continuation[1])
    rounded = link_account([10, 6.02], total=6)
    assert (rounded.freed_existing, rounded.tail_vacancies) == (6.02, 0)


@pytest.mark.parametrize(
    ("links", "total", "said"),
    [
        ([], None, "0 new dwellings"),
        ([0, 0], None, "0 new dwellings"),
        ([10, -1], None, "Link 1 has -1"),
        ([10, float("nan")], None, "Link 1 has nan"),
        ([10, 0, 2], None, "Link 2 has 2 vacancies, but there are none"),
        ([10, 8, 4], 11, "sum to 12, but their total is 11"),
        ([10, 8], float("nan"), "their total is nan"),
    ],
)
def test_counts_that_are_no_chains_are_refused(links: list[float], total: float | None, said: str) -> None:
    with pytest.raises(ChainInputError, match=said):
        link_account(links, total)


@pytest.mark.parametrize("continuation", [-0.1, 1, 1.2, float("nan")])
def test_a_continuation_is_under_one(continuation: float) -> None:
    with pytest.raises(ChainInputError, match=f"continuation is {continuation:g}"):
        freed_at_constant_continuation(continuation)
