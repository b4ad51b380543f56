"""VACCHAIN-1 in AgentPy: a household is an Agent, all are in an AgentList, of which the living are selected."""

import agentpy

from bench.vacchain.object_market import Dwelling, ObjectMarket
from husrom.housing.vacchain import Task, YearLog, death_probabilities

NAME = f"AgentPy {agentpy.__version__}"
CHAIN_ORDER = "one by one"


class Household(agentpy.Agent):  # type: ignore[misc]
    def setup(self, age: int) -> None:
        self.age = age
        self.dwelling: Dwelling

    def age_and_live(self) -> bool:
        self.age += 1
        if self.model.random.random() >= self.model.death_probabilities[self.age]:
            return True
        self.model.market.leave(self.dwelling)
        self.model.market.queue.append(self.dwelling)
        return False


class Market(agentpy.Model):  # type: ignore[misc]
    def setup(self) -> None:
        task = self.p.task
        self.death_probabilities = death_probabilities().tolist()
        self.market = ObjectMarket(task)
        self.households = agentpy.AgentList(self, task.households, Household, age=agentpy.AttrIter(task.ages.tolist()))
        for household, dwelling in zip(self.households, self.market.dwellings_at_the_start(), strict=True):
            self.market.move_in(household, dwelling)
        self.log: list[YearLog] = []

    def new_household(self) -> Household:
        household = Household(self, age=25)
        self.households.append(household)
        return household

    def step(self) -> None:
        year = len(self.log)
        self.households = self.households.select(self.households.age_and_live())
        self.market.build(year)
        self.log.append(self.market.walk(year, self.random, self.new_household))


class Peer:
    def __init__(self, task: Task, seed: int) -> None:
        self._model = Market({"task": task})
        self._model.sim_setup(steps=task.years, seed=seed)
        self.market = self._model.market

    def year(self, _year: int) -> YearLog:
        self._model.sim_step()
        log: YearLog = self._model.log[-1]
        return log

    def ages(self) -> list[int]:
        return list(self._model.households.age)

    def dwellings(self) -> list[int]:
        return self.market.dwellings()
