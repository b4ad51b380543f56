"""The datasets of the municipalities' numbers, from the history of the register."""

from collections import defaultdict
from collections.abc import Mapping

import polars as pl

from husrom.figures.municipality_register.errors import MunicipalityRegisterError
from husrom.figures.municipality_register.history import History
from husrom.figures.municipality_register.names import KnownNames

CODES_SCHEMA = pl.Schema(
    {
        "municipality_number": pl.String(),
        "name": pl.String(),
        "valid_from": pl.Date(),
        "valid_to": pl.Date(),
        "successors": pl.List(pl.String()),
    }
)
MAPPING_SCHEMA = pl.Schema(
    {
        "municipality_number": pl.String,
        "current_number": pl.String,
        "current_division_year": pl.Int16,
        "population_weight": pl.Float64,
    }
)
_WHOLE = 1.0
_ROUNDING = 1e-6


def municipality_codes(history: History, names: KnownNames) -> pl.DataFrame:
    """Return the dataset `municipality_codes`.

    Returns
    -------
    polars.DataFrame
        `municipality_number`, `name` (Norwegian), `valid_from` and `valid_to` (first and last day; null before the
        register's first version and while in use), `successors` (the numbers that held the ground the day after).
    """
    rows = [
        {
            "municipality_number": number,
            "name": names.norwegian_name(period.registered_name),
            "valid_from": period.valid_from,
            "valid_to": period.valid_to,
            "successors": list(history.successors.get(number, ())),
        }
        for number, period in sorted(history.periods.items())
    ]
    return pl.DataFrame(rows, schema=CODES_SCHEMA)


def municipality_code_mapping(history: History, known: pl.DataFrame) -> pl.DataFrame:
    """Return the dataset `municipality_code_mapping`.

    Parameters
    ----------
    known
        An earlier one, for the shares of municipalities that were split: the register has no shares. Where these
        send all of a municipality's people to some of the numbers that took over, the others got ground without
        people and are left out.

    Returns
    -------
    polars.DataFrame
        `municipality_number`, `current_number`, `current_division_year`, `population_weight` (share of the people,
        0-1; null where it is not known, because the municipality was split since).

    Raises
    ------
    MunicipalityRegisterError
        When the register has no municipality that began on a known day, so that its division has no year.
    """
    in_use_from = [period.valid_from for period in history.periods.values() if not period.valid_to]
    division_year = max((first.year for first in in_use_from if first), default=None)
    if division_year is None:
        raise MunicipalityRegisterError("KLASS gives no day on which a municipality in use began. Ask it anew.")
    shares = _shares(known)
    rows = [
        {
            "municipality_number": number,
            "current_number": current,
            "current_division_year": division_year,
            "population_weight": weight,
        }
        for number in sorted(history.periods)
        for current, weight in _weights(history.current_numbers(number), shares.get(number, {})).items()
    ]
    return pl.DataFrame(rows, schema=MAPPING_SCHEMA)


def _shares(known: pl.DataFrame) -> dict[str, dict[str, float]]:
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for number, current, weight in known.select("municipality_number", "current_number", "population_weight").rows():
        if weight is not None:
            shares[number][current] = weight
    return shares


def _weights(current: tuple[str, ...], shares: Mapping[str, float]) -> Mapping[str, float | None]:
    if len(current) == 1:
        return {current[0]: _WHOLE}
    if shares.keys() <= set(current) and abs(sum(shares.values()) - _WHOLE) < _ROUNDING:
        return dict(sorted(shares.items()))
    return dict.fromkeys(current)
