"""Dwellings come into the stock, leave it, or begin a chain."""

import hashlib

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.accounts import Flows
from husrom.housing.mobility.codes import (
    FOR_FATE,
    FOR_WHEN,
    NEW_DWELLING,
    NOWHERE,
    SECONDARY,
    VACANT,
    VACANT_AT_START,
    WITHDRAWN,
)
from husrom.housing.mobility.draws import FIRST_TURN, new_numbers, stream_of, uniforms
from husrom.housing.mobility.ledger import CHAIN, Rows
from husrom.housing.mobility.rules import Project, Rules
from husrom.housing.mobility.state import Dwellings


def complete(rules: Rules, flows: Flows, stream: np.uint64, year: int) -> Dwellings:
    """Return the dwellings that are completed in a year."""
    built = Dwellings.vacant([], [], [])
    for place, project in enumerate(rules.projects):
        if project.completion_year == year:
            built = built.and_(_completed(project, place))
    built.cause[:] = NEW_DWELLING
    built.vacant_since[:] = year + uniforms(stream, built.number, FOR_WHEN, FIRST_TURN)
    flows.completed += len(built.number)
    return built


def _completed(project: Project, place: int) -> Dwellings:
    own = stream_of(int.from_bytes(hashlib.sha256(project.name.encode()).digest()[:8], "big"), 0)
    rows = np.arange(project.dwellings)
    dwellings = Dwellings.vacant(
        new_numbers(own, rows.astype(np.uint64), FIRST_TURN),
        np.full(len(rows), project.sector),
        rows < project.accessible_share * project.dwellings,
    )
    dwellings.project[:] = place
    return dwellings


def open_chains(
    dwellings: Dwellings,
    rules: Rules,
    flows: Flows,
    stream: np.uint64,
    before: int,
    year: int,
    *,
    reserve: bool,
) -> Rows:
    """Let each dwelling that has become vacant leave the market or begin a chain.

    Parameters
    ----------
    before
        How many chains there are already.
    reserve
        Leave alone the dwellings that were vacant from the start.

    Returns
    -------
    array of `ledger.CHAIN`
        The new chains, in the order of the dwellings' numbers.
    """
    loose = (dwellings.status == VACANT) & (dwellings.chain == NOWHERE)
    standing = loose & (dwellings.cause == VACANT_AT_START)
    rows = np.flatnonzero(loose & ~standing) if reserve else np.flatnonzero(loose)
    dwellings.vacant_since[rows[standing[rows]]] = year
    opened = _left_in_market(dwellings, rows, rules, flows, stream)
    opened = opened[np.argsort(dwellings.number[opened])]
    dwellings.chain[opened] = np.arange(before, before + len(opened))
    dwellings.link[opened] = 0
    dwellings.vacancy[opened] = new_numbers(stream, dwellings.number[opened], FIRST_TURN)
    # Those vacant from the start were counted as vacant then.
    flows.initiated += int((~standing[opened]).sum())
    new = np.zeros(len(opened), CHAIN)
    new["dwelling"], new["sector"] = dwellings.number[opened], dwellings.sector[opened]
    new["cause"], new["project"] = dwellings.cause[opened], dwellings.project[opened]
    new["project"][new["cause"] != NEW_DWELLING] = NOWHERE
    new["start"] = dwellings.vacant_since[opened]
    return new


def _left_in_market(
    dwellings: Dwellings, rows: NDArray[np.int64], rules: Rules, flows: Flows, stream: np.uint64
) -> NDArray[np.int64]:
    """Let some become second homes or be withdrawn, and return the rest; a new dwelling is always for living in."""
    old = rows[~np.isin(dwellings.cause[rows], [NEW_DWELLING, VACANT_AT_START])]
    luck = uniforms(stream, dwellings.number[old], FOR_FATE, FIRST_TURN)
    sector = dwellings.sector[old]
    secondary = luck < rules.stay.kept_secondary[sector]
    withdrawn = ~secondary & (luck < rules.stay.kept_secondary[sector] + rules.stay.withdrawn[sector])
    dwellings.status[old[secondary]] = SECONDARY
    dwellings.status[old[withdrawn]] = WITHDRAWN
    flows.kept_secondary += int(secondary.sum())
    flows.withdrawn += int(withdrawn.sum())
    left: NDArray[np.int64] = rows[dwellings.status[rows] == VACANT]
    return left
