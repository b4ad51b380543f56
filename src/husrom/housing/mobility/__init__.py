"""Microsimulation of households and dwellings: who moves when a dwelling becomes vacant, year by year.

A *supply-driven* market, in which the vacancy decides where its filler comes from, and a market of *choice*. Every
vacancy leaves a row in a ledger; what dwellings, households and persons there are is accounted for every year.
"""

from husrom.housing.mobility.choice import Choice
from husrom.housing.mobility.effect_rows import EffectRow, effect_rows
from husrom.housing.mobility.effects import RunEffect, run_effect, run_seed
from husrom.housing.mobility.errors import ConservationError, MobilityInputError
from husrom.housing.mobility.markov import MarkovComparison, markov_comparison
from husrom.housing.mobility.measures import MEASURES, measures
from husrom.housing.mobility.rules import Arrivals, Project, Rates, Rules
from husrom.housing.mobility.sectors import Sector
from husrom.housing.mobility.simulation import State, advance, simulate
from husrom.housing.mobility.state import Dwellings, Households
from husrom.housing.mobility.staying import Stay
from husrom.housing.mobility.synthesis import Margins, synthetic

__all__ = [
    "MEASURES",
    "Arrivals",
    "Choice",
    "ConservationError",
    "Dwellings",
    "EffectRow",
    "Households",
    "Margins",
    "MarkovComparison",
    "MobilityInputError",
    "Project",
    "Rates",
    "Rules",
    "RunEffect",
    "Sector",
    "State",
    "Stay",
    "advance",
    "effect_rows",
    "markov_comparison",
    "measures",
    "run_effect",
    "run_seed",
    "simulate",
    "synthetic",
]
