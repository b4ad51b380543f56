"""VACCHAIN-1 in pandas, as UrbanSim's models are written: tables of households and dwellings, whole columns at a time.

Chains are walked side by side, one link at a time. Within a round the movers of each sector are a random sample without
replacement of those who live there, so no dwelling is given to two chains.
"""

import numpy as np
import pandas as pd

from husrom.housing.vacchain import Task, YearLog, death_probabilities

NAME = f"pandas {pd.__version__}"
CHAIN_ORDER = "in rounds"
SECTORS, NOBODY = 16, -1


class Peer:
    def __init__(self, task: Task, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._new_sectors = task.new_sectors
        self._cumulative = task.transitions.cumsum(axis=1)
        self._deaths = pd.Series(death_probabilities())
        self.households = pd.DataFrame({"age": task.ages.astype(int), "dwelling": np.arange(task.households)})
        self.buildings = pd.DataFrame(
            {"sector": task.dwelling_sectors.astype(int), "household": np.arange(task.households)}
        )

    def year(self, year: int) -> YearLog:
        self.households["age"] += 1
        dies = self._random.random(len(self.households)) < self.households["age"].map(self._deaths)
        freed = self.households.loc[dies, "dwelling"].to_numpy()
        self.households = self.households[~dies]
        self.buildings.loc[freed, "household"] = NOBODY
        new = pd.DataFrame({"sector": self._new_sectors[year].astype(int), "household": NOBODY})
        self.buildings = pd.concat([self.buildings, new], ignore_index=True)
        built = np.arange(len(self.buildings) - len(new), len(self.buildings))
        return self._walk(year, np.concatenate([freed, built]), len(freed))

    def _walk(self, year: int, queue: np.ndarray, deaths: int) -> YearLog:
        homes = self.buildings["sector"].sort_values()
        self._homes, self._size = homes.index.to_numpy(), homes.value_counts().sort_index().to_numpy()
        start = self.buildings["sector"].to_numpy()[queue]
        chains = pd.DataFrame({"dwelling": queue, "sector": start})
        ended, moved = [], []
        while len(chains):
            draws = self._random.random((len(chains), 1))
            chains["origin"] = (draws >= self._cumulative[chains["sector"]]).sum(axis=1)
            moves = chains["origin"] < SECTORS
            ended.append(chains.loc[~moves, "dwelling"])
            chains = chains[moves].copy()
            moved.append(chains[["origin", "sector"]])
            left = self._movers(chains["origin"])
            self._move(left, chains["dwelling"].to_numpy())
            chains["dwelling"], chains["sector"] = left, chains["origin"]
        self._settle(pd.concat(ended).to_numpy())
        log = pd.concat(moved)
        lengths = 1 + log.index.value_counts().reindex(range(len(queue)), fill_value=0).to_numpy()
        table = np.zeros((SECTORS, SECTORS), np.int64)
        counted = log.value_counts()
        table[counted.index.get_level_values("origin"), counted.index.get_level_values("sector")] = counted
        years = np.full(len(queue), year, np.uint8)
        return YearLog(years, start.astype(np.uint8), lengths.astype(np.uint16), table, deaths, len(queue), 0)

    def _movers(self, origins: pd.Series) -> np.ndarray:
        """Return the dwelling each mover leaves; who draws a vacant one, or one already drawn, draws again."""
        first = np.cumsum(self._size) - self._size
        household = self.buildings["household"].to_numpy()
        left = pd.Series(NOBODY, index=origins.index)
        while (waiting := origins[left == NOBODY]).size:
            places = first[waiting] + (self._random.random(len(waiting)) * self._size[waiting]).astype(int)
            drawn = pd.Series(self._homes[places], index=waiting.index)
            left.update(drawn[(household[drawn] != NOBODY) & ~drawn.duplicated() & ~drawn.isin(left)])
        return left.to_numpy()

    def _move(self, left: np.ndarray, dwelling: np.ndarray) -> None:
        household = self.buildings["household"].to_numpy()[left]
        self.buildings.loc[left, "household"] = NOBODY
        self.buildings.loc[dwelling, "household"] = household
        self.households.loc[household, "dwelling"] = dwelling

    def _settle(self, dwellings: np.ndarray) -> None:
        first = self.households.index.max() + 1
        numbers = np.arange(first, first + len(dwellings))
        arrived = pd.DataFrame({"age": 25, "dwelling": dwellings}, index=numbers)
        self.households = pd.concat([self.households, arrived])
        self.buildings.loc[dwellings, "household"] = numbers

    def ages(self) -> np.ndarray:
        return self.households["age"].to_numpy()

    def dwellings(self) -> np.ndarray:
        return (
            self.buildings.loc[self.buildings["household"] != NOBODY, "sector"]
            .value_counts()
            .reindex(range(SECTORS), fill_value=0)
            .to_numpy()
        )
