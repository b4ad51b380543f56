"""Lists of codes a variable can be asked with: municipalities summed over mergers, ages in groups."""

from dataclasses import dataclass

from husrom.figures.clients.contents import Record
from husrom.figures.clients.selection_errors import SelectionError
from husrom.figures.cubes.cube import Dimension

_IDENTIFIERS = ("agg_", "vs_")


@dataclass(frozen=True, slots=True)
class CodelistValue:
    """One code of a list, and the table's own codes that it stands for."""

    code: str
    label: str
    value_map: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codelist:
    """A list of codes.

    Attributes
    ----------
    kind
        "aggregation", whose codes may stand for several of the table's, or "valueset", a choice of the table's own.
    elimination
        Whether the variable may still be left out when asked with this list.
    """

    identifier: str
    label: str
    kind: str
    elimination: bool
    values: tuple[CodelistValue, ...]


def read_codelist(record: Record) -> Codelist:
    """Return a list of codes from the Statbank's answer.

    Raises
    ------
    UnexpectedAnswerError
        When the answer is something else.
    """
    return Codelist(
        identifier=record.text("id"),
        label=record.text("label").strip(),
        kind=record.text("type").lower(),
        elimination=bool(record.optional_flag("elimination")),
        values=tuple(
            CodelistValue(value.text("code"), value.text("label"), value.texts("valueMap"))
            for value in record.records("values")
        ),
    )


def is_identifier(codelist: str) -> bool:
    """Return whether a name is a list's identifier; anything else is taken for its label.

    Examples
    --------
    >>> is_identifier("agg_KommSummer"), is_identifier("Uttrekk for Kommuner 2024-")
    (True, False)
    """
    return codelist.startswith(_IDENTIFIERS)


def identifier_of(label: str, dimension: Dimension) -> str:
    """Return the identifier of the list with the label; identifiers differ by table, labels stay.

    Raises
    ------
    SelectionError
        When no list of the dimension has the label, or several have.

    Examples
    --------
    >>> from husrom.figures.cubes.cube import CodelistLink
    >>> link = CodelistLink("agg_KOGkommuneregion000023", "Uttrekk for Kommuner 2024-", "aggregation")
    >>> region = Dimension("KOKkommuneregion0000", "region", (), (), codelists=(link,))
    >>> identifier_of("Uttrekk for Kommuner 2024-", region)
    'agg_KOGkommuneregion000023'
    """
    found = [link.identifier for link in dimension.codelists if link.label.strip().casefold() == label.casefold()]
    if len(found) != 1:
        known = "; ".join(f"{link.label.strip()} ({link.identifier})" for link in dimension.codelists) or "none"
        raise SelectionError(
            f'The variable "{dimension.code}" has {len(found)} codelists called "{label}". It has: {known}. '
            "Name one of them."
        )
    return found[0]
