"""VACCHAIN-1: a benchmark for engines of vacancy chains, and the fastest honest engine we can make.

A market of dwellings in 16 sectors: every year households age and die, dwellings are built, and each vacancy is filled
by a household that leaves a vacancy, until a new household ends the chain. The right length of the chains is known in
closed form, so that an engine that is fast and wrong is caught. It measures engines; it says nothing about housing.
"""

from husrom.housing.vacchain.acceptance import DeathsFound, Ledger, deaths_found, length_z
from husrom.housing.vacchain.audit import DrawAudit, DrawsFound
from husrom.housing.vacchain.engine import Moment, Run, YearLog, run
from husrom.housing.vacchain.measuring import Checked, Measured, check, compiling_seconds, measure
from husrom.housing.vacchain.task import Task, TaskError, death_probabilities, expected_lengths

__all__ = [
    "Checked",
    "DeathsFound",
    "DrawAudit",
    "DrawsFound",
    "Ledger",
    "Measured",
    "Moment",
    "Run",
    "Task",
    "TaskError",
    "YearLog",
    "check",
    "compiling_seconds",
    "death_probabilities",
    "deaths_found",
    "expected_lengths",
    "length_z",
    "measure",
    "run",
]
