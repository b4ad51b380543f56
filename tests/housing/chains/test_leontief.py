"""Leontief's backward form agrees with Markov's on the table both are taken from."""

import numpy as np
import pytest
from hypothesis import given

from husrom.housing.chains import (
    ChainAccounts,
    ChainInputError,
    Transitions,
    initiations_for_absorptions,
    release,
    solve,
    vacancies_for_absorptions,
)
from tests.housing.chains.drawn import chains

BASE = ChainAccounts.of(("house", "flat", "rental"), [5, 90, 0], [[1, 2, 0], [30, 8, 4], [0, 1, 1]], [33, 59, 3])


def _accounts(transitions: Transitions) -> ChainAccounts:
    freed = release(solve(transitions), np.arange(10.0, 10 + len(transitions.sectors)))
    ends = freed.vacancies * transitions.ends.sum(axis=1)
    return ChainAccounts.of(transitions.sectors, freed.new_dwellings, freed.moves, ends)


@given(chains())
def test_both_forms_agree_on_the_base_table(transitions: Transitions) -> None:
    accounts = _accounts(transitions)
    forward = release(solve(transitions), accounts.initiations).vacancies
    backward = vacancies_for_absorptions(accounts, accounts.absorptions)
    np.testing.assert_allclose(backward, forward, rtol=1e-12)
    np.testing.assert_allclose(accounts.vacancies, forward, rtol=1e-12)
    np.testing.assert_allclose(
        initiations_for_absorptions(accounts, accounts.absorptions), accounts.initiations, rtol=1e-12
    )


def test_every_chain_that_is_to_end_must_begin() -> None:
    wanted = [10, 100, 7]
    assert initiations_for_absorptions(BASE, wanted).sum() == pytest.approx(sum(wanted))
    assert initiations_for_absorptions(BASE, wanted)[2] == 0


def test_an_account_must_balance() -> None:
    with pytest.raises(ChainInputError, match="Row flat has 10 vacancies coming and 9 going"):
        ChainAccounts.of(("house", "flat"), [0, 10], [[0, 0], [4, 0]], [4, 5])


def test_what_the_base_period_cannot_tell_is_refused() -> None:
    empty = ChainAccounts.of(("house", "flat"), [10, 0], [[0, 0], [0, 0]], [10, 0])
    assert initiations_for_absorptions(empty, [20, 0]).tolist() == [20, 0]
    with pytest.raises(ChainInputError, match="Row flat is to have 3, but had no vacancies"):
        vacancies_for_absorptions(empty, [20, 3])
