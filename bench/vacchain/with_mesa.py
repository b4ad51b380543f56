"""VACCHAIN-1 in Mesa 3: a household is an Agent, and the year activates all with `agents.do`."""

import mesa

from bench.vacchain.object_market import Dwelling, ObjectMarket
from husrom.housing.vacchain import Task, YearLog, death_probabilities

NAME = f"Mesa {mesa.__version__}"
CHAIN_ORDER = "one by one"


class Household(mesa.Agent):  # type: ignore[misc]
    def __init__(self, model: "Market", age: int) -> None:
        super().__init__(model)
        self.age = age
        self.dwelling: Dwelling

    def age_and_die(self) -> None:
        self.age += 1
        if self.random.random() < self.model.death_probabilities[self.age]:
            self.model.market.leave(self.dwelling)
            self.model.market.queue.append(self.dwelling)
            self.remove()


class Market(mesa.Model):  # type: ignore[misc]
    def __init__(self, task: Task, seed: int) -> None:
        super().__init__(seed=seed)
        self.death_probabilities = death_probabilities().tolist()
        self.market = ObjectMarket(task)
        households = Household.create_agents(self, task.households, task.ages.tolist())
        for household, dwelling in zip(households, self.market.dwellings_at_the_start(), strict=True):
            self.market.move_in(household, dwelling)
        self.log: list[YearLog] = []

    def step(self) -> None:
        year = len(self.log)
        self.agents.do("age_and_die")
        self.market.build(year)
        self.log.append(self.market.walk(year, self.random, lambda: Household(self, 25)))


class Peer:
    def __init__(self, task: Task, seed: int) -> None:
        self._model = Market(task, seed)
        self.market = self._model.market

    def year(self, _year: int) -> YearLog:
        self._model.step()
        return self._model.log[-1]

    def ages(self) -> list[int]:
        return [household.age for household in self._model.agents]

    def dwellings(self) -> list[int]:
        return self.market.dwellings()
