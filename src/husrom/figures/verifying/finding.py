"""What a comparison of the catalogue with its sources finds."""

from dataclasses import dataclass
from typing import Literal

from husrom.figures.tables.table import Table

Problem = Literal[
    "gone",
    "discontinued",
    "continued",
    "silent",
    "frequency",
    "first_period",
    "variable_missing",
    "variable_renamed",
    "variable_new",
    "code_missing",
    "code_new",
    "code_unknown",
    "codelist_missing",
    "codelist_available",
    "prefix",
    "unit",
    "decimals",
    "aggregation",
    "successor",
    "new_figures",
    "unreachable",
    "refused",
]
Severity = Literal["error", "warning", "information"]

_SEVERITIES: dict[Problem, Severity] = {
    "gone": "error",
    "variable_missing": "error",
    "variable_renamed": "error",
    "variable_new": "error",
    "code_missing": "error",
    "codelist_missing": "error",
    "prefix": "error",
    "unit": "error",
    "decimals": "error",
    "aggregation": "error",
    "refused": "error",
    "discontinued": "warning",
    "continued": "warning",
    "silent": "warning",
    "frequency": "warning",
    "code_new": "warning",
    "successor": "warning",
    "unreachable": "warning",
    "first_period": "information",
    "code_unknown": "information",
    "codelist_available": "information",
    "new_figures": "information",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between the catalogue and the source.

    Attributes
    ----------
    table
        The key of the table.
    expected, found
        What the catalogue says and what the source says, as parts of a sentence.
    remedy
        What to do, as a sentence.
    """

    table: str
    problem: Problem
    expected: str
    found: str
    remedy: str

    @property
    def severity(self) -> Severity:
        """`error`: figures cannot be fetched, or would be wrong. `warning`: look at it. `information`: good to know."""
        return _SEVERITIES[self.problem]

    @property
    def sentence(self) -> str:
        """The finding in words.

        Examples
        --------
        >>> finding = Finding("ssb-06265", "gone", "the table", "nothing with this number", "Look for its successor.")
        >>> finding.sentence
        'ssb-06265: expected the table; found nothing with this number. Look for its successor.'
        """
        return f"{self.table}: expected {self.expected}; found {self.found}. {self.remedy}"


def file_of(table: Table) -> str:
    """Return the file in which a table is corrected."""
    return f"{table.key}.yaml"


def listed(names: tuple[str, ...] | list[str], most: int = 8) -> str:
    """Return names for a sentence, with how many were left out.

    Examples
    --------
    >>> listed(["01", "02", "03"], most=2)
    '01, 02 and 1 more'
    """
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown or "none"
