"""The Statbank's expressions for codes, understood here so that cells can be counted before they are asked for.

On a variable of time `top` gives the newest periods and `bottom` the oldest; on any other, `top` gives the first codes
of the list and `bottom` the last. `*` stands at one end of a code or at both; `?` is any one sign.
"""

import re
from collections.abc import Callable

from husrom.figures.clients.selection_errors import SelectionError
from husrom.figures.cubes.cube import Dimension

_FUNCTION = re.compile(r"(?P<name>top|bottom|from|to|range)\((?P<arguments>[^()]*)\)", re.IGNORECASE)
_COUNT_AND_SKIPPED = re.compile(r"([1-9]\d*)(?:,(\d+))?")
_ANY_CODES = re.compile(r"\*|\*[^*]+\*?|[^*]+\*")


def matches(expression: str, dimension: Dimension) -> set[str]:
    """Return the codes that an expression stands for; empty where it is no expression or finds nothing.

    Raises
    ------
    SelectionError
        When it is an expression that cannot be read.

    Examples
    --------
    >>> years = Dimension("Tid", "year", ("2024", "2025", "2026"), ("2024", "2025", "2026"), role="time")
    >>> sorted(matches("top(2)", years)), sorted(matches("top(1,1)", years)), sorted(matches("to(2025)", years))
    (['2025', '2026'], ['2025'], ['2024', '2025'])
    >>> sorted(matches("*5", years)), sorted(matches("???4", years)), matches("2020", years)
    (['2025'], ['2024'], set())
    """
    function = _FUNCTION.fullmatch(expression)
    if function:
        return set(_FUNCTIONS[function["name"].lower()](expression, function["arguments"].split(","), dimension))
    if "*" in expression:
        return _by_mask(expression, dimension)
    if "?" in expression:
        mask = re.compile(re.escape(expression).replace(r"\?", "."), re.IGNORECASE)
        return {code for code in dimension.codes if mask.fullmatch(code)}
    return set()


def _by_mask(expression: str, dimension: Dimension) -> set[str]:
    if not _ANY_CODES.fullmatch(expression):
        raise _unreadable(expression)
    mask = re.compile(re.escape(expression).replace(r"\*", ".*"), re.IGNORECASE)
    return {code for code in dimension.codes if mask.fullmatch(code)}


def _newest_or_first(expression: str, arguments: list[str], dimension: Dimension) -> tuple[str, ...]:
    return _end(expression, arguments, dimension.codes, from_the_back=dimension.role == "time")


def _oldest_or_last(expression: str, arguments: list[str], dimension: Dimension) -> tuple[str, ...]:
    return _end(expression, arguments, dimension.codes, from_the_back=dimension.role != "time")


def _end(expression: str, arguments: list[str], codes: tuple[str, ...], *, from_the_back: bool) -> tuple[str, ...]:
    numbers = _COUNT_AND_SKIPPED.fullmatch(",".join(arguments))
    if numbers is None:
        raise _unreadable(expression)
    count, skipped = int(numbers[1]), int(numbers[2] or 0)
    ordered = codes[::-1] if from_the_back else codes
    return ordered[skipped : skipped + count]


def _from(expression: str, arguments: list[str], dimension: Dimension) -> tuple[str, ...]:
    (first,) = _positions(expression, arguments, dimension, count=1)
    return dimension.codes[first:]


def _to(expression: str, arguments: list[str], dimension: Dimension) -> tuple[str, ...]:
    (last,) = _positions(expression, arguments, dimension, count=1)
    return dimension.codes[: last + 1]


def _range(expression: str, arguments: list[str], dimension: Dimension) -> tuple[str, ...]:
    first, last = sorted(_positions(expression, arguments, dimension, count=2))
    return dimension.codes[first : last + 1]


_FUNCTIONS: dict[str, Callable[[str, list[str], Dimension], tuple[str, ...]]] = {
    "top": _newest_or_first,
    "bottom": _oldest_or_last,
    "from": _from,
    "to": _to,
    "range": _range,
}


def _positions(expression: str, arguments: list[str], dimension: Dimension, *, count: int) -> list[int]:
    if len(arguments) != count or not all(arguments):
        raise _unreadable(expression)
    places = {code.casefold(): place for place, code in enumerate(dimension.codes)}
    unknown = [code for code in arguments if code.casefold() not in places]
    if unknown:
        raise SelectionError(
            f'"{expression}" names {unknown[0]}, which "{dimension.code}" does not have. It goes from '
            f"{dimension.codes[0]} to {dimension.codes[-1]}."
        )
    return [places[code.casefold()] for code in arguments]


def _unreadable(expression: str) -> SelectionError:
    return SelectionError(
        f'"{expression}" cannot be read. Write it as top(5), top(5,1), bottom(5), from(2010), to(2019), '
        "range(2010,2019), 46*, *01 or ??."
    )
