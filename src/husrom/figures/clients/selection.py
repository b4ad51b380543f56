"""What is asked of a table: codes or expressions for each variable, and the same with every code written out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from husrom.figures.clients.selection_errors import SelectionError
from husrom.figures.clients.selection_expressions import matches
from husrom.figures.cubes.cube import Cube, Dimension


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen of one variable. A code given twice is kept once, since the Statbank fails on the second.

    Attributes
    ----------
    codes
        Codes, or expressions: `*`, `46*`, `??`, `top(5)`, `from(2010)`, `range(2010,2019)`.
    codelist
        The list the codes belong to, by identifier or by label; None for the table's own.

    Examples
    --------
    >>> Chosen("Region", ("0301", "4601", "0301")).codes
    ('0301', '4601')
    """

    variable: str
    codes: tuple[str, ...]
    codelist: str | None = None

    def __post_init__(self) -> None:  # noqa: D105 - said in the class's docstring
        object.__setattr__(self, "codes", tuple(dict.fromkeys(self.codes)))
        if not self.codes:
            raise SelectionError(f'Nothing is chosen of "{self.variable}". Give codes, or "*" for all of them.')


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked of a table. A variable that is left out is summed over, where the table allows it.

    Examples
    --------
    >>> Selection.of({"Region": ["3403"], "Tid": ["top(5)"]}).codelists
    {}
    """

    variables: tuple[Chosen, ...]

    def __post_init__(self) -> None:  # noqa: D105 - refuses what cannot be
        names = [chosen.variable for chosen in self.variables]
        if len(set(names)) != len(names):
            raise SelectionError(f"A variable is chosen twice: {', '.join(names)}. Put its codes together.")

    @classmethod
    def of(
        cls, codes: Mapping[str, list[str] | tuple[str, ...]], codelists: Mapping[str, str] | None = None
    ) -> "Selection":
        """Return a selection from the codes, and the codelists, of each variable."""
        lists = codelists or {}
        return cls(tuple(Chosen(variable, tuple(chosen), lists.get(variable)) for variable, chosen in codes.items()))

    @property
    def codelists(self) -> dict[str, str]:
        """The codelist of each variable that has one."""
        return {chosen.variable: chosen.codelist for chosen in self.variables if chosen.codelist}

    def body(self) -> dict[str, object]:
        """Return the selection as the Statbank takes it in a POST."""
        return {"selection": [_written(chosen) for chosen in self.variables]}


def resolve(selection: Selection, metadata: Cube) -> Selection:
    """Return the selection with every expression replaced by the codes it stands for.

    Parameters
    ----------
    metadata
        Of the table, with the selection's codelists applied.

    Returns
    -------
    Selection
        Variables and codes in the table's order, each code once.

    Raises
    ------
    SelectionError
        When a variable or code is not in the table, an expression cannot be read or finds nothing, or a variable that
        must be chosen is left out.
    """
    chosen = dict(_with_their_dimension(selection, metadata))
    missing = [d.code for d in metadata.dimensions if d.elimination is False and d.code not in chosen]
    if missing:
        raise SelectionError(f"{_table(metadata)} must be asked with {', '.join(missing)} too. Choose codes for it.")
    return Selection(
        tuple(
            replace(chosen[dimension.code], variable=dimension.code, codes=_codes(chosen[dimension.code], dimension))
            for dimension in metadata.dimensions
            if dimension.code in chosen
        )
    )


def _with_their_dimension(selection: Selection, metadata: Cube) -> Iterator[tuple[str, Chosen]]:
    # The Statbank does not tell small letters from capitals in the names of variables and codes.
    known = {dimension.code.casefold(): dimension.code for dimension in metadata.dimensions}
    for chosen in selection.variables:
        if chosen.variable.casefold() not in known:
            raise SelectionError(
                f'{_table(metadata)} has no variable "{chosen.variable}". It has: {", ".join(known.values())}.'
            )
        yield known[chosen.variable.casefold()], chosen


def _codes(chosen: Chosen, dimension: Dimension) -> tuple[str, ...]:
    found: set[str] = set()
    own = {code.casefold(): code for code in dimension.codes}
    for code in chosen.codes:
        # A code may itself look like an expression, so the table's own codes come first.
        matched = {own[code.casefold()]} if code.casefold() in own else matches(code, dimension)
        if not matched:
            raise SelectionError(_nothing_found(code, chosen, dimension))
        found |= matched
    return tuple(code for code in dimension.codes if code in found)


def _nothing_found(code: str, chosen: Chosen, dimension: Dimension) -> str:
    where = f'"{dimension.code}"' + (f" with the codelist {chosen.codelist}" if chosen.codelist else "")
    close = get_close_matches(code, dimension.codes, n=3)
    hint = f"Did you mean {', '.join(close)}?" if close else f"It begins with {', '.join(dimension.codes[:5])}."
    return f'"{code}" finds no code of {where}. {hint} The table may have changed; read its metadata.'


def _table(metadata: Cube) -> str:
    return f"Table {metadata.table}" if metadata.table else f'The table "{metadata.label}"'


def _written(chosen: Chosen) -> dict[str, object]:
    entry: dict[str, object] = {"variableCode": chosen.variable, "valueCodes": list(chosen.codes)}
    return {**entry, "codelist": chosen.codelist} if chosen.codelist else entry
