"""What a source says when it refuses, in plain language with what to do next."""

from collections.abc import Mapping

import orjson

from husrom.figures.errors import SourceRefusedError

# The titles of PxWebApi 2 as Statistics Norway sends them, its spelling included.
_TITLES: Mapping[str, str] = {
    "Non-existent variable": "The table has no such variable. Read its metadata and correct the selection",
    "Non-existent value": "A chosen code is not in the table. It may have been replaced; read the table's metadata",
    "Missing selection for mandantory variable": "A variable that must be chosen was left out. Choose codes for it",
    "Too many cells selected": "The selection has more than 800,000 cells. Choose less or split it",
    "Illegal selection expression": "A selection expression cannot be read. Write it as top(5), from(2010) or 46*",
    "Illegal selection for mandantory variable": "A variable that must be chosen was chosen wrongly. Read the metadata",
    "Non-existent table": "The Statbank has no such table. It may have been replaced; search for its successor",
    "Non-existent page": "The list has no such page. Ask for the list again",
    "Unsupported output format": "The Statbank does not answer in this format. Ask for json-stat2",
    "Unsupported language": "The Statbank does not answer in this language. Ask for no or en",
    "Non-existent codelist": "The table has no such codelist. Codelists differ by table; read the table's metadata",
}
_STATUSES: Mapping[int, str] = {
    400: "The request cannot be understood. Check the codes that were chosen",
    403: "The source does not give this out, or not so much at once. Choose less",
    404: "There is nothing at this address: the table or list is gone, or the address is too long",
    405: "The address does not take this kind of request. Check the address in the environment",
    410: "The source has closed this address. Look for its successor",
    500: "The source failed while making the answer, as it does when a code is given twice. Try a smaller selection",
}
_MOVED = range(300, 400)


def refusal(status: int, content: bytes, url: str) -> SourceRefusedError:
    """Return the error that says in plain language why a source refused.

    Parameters
    ----------
    content
        The body of the refusal; a problem in JSON with `title` and `detail`, something else, or nothing.

    Examples
    --------
    >>> str(refusal(400, b'{"title": "Non-existent variable", "status": 400}', "https://example.org/tables/1/data"))
    'The table has no such variable. Read its metadata and correct the selection. (400 Non-existent variable from
    https://example.org/tables/1/data)'
    """
    title, detail = _title_and_detail(content)
    said = f"{status} {title}".strip() + (f": {detail}" if detail else "")
    return SourceRefusedError(f"{_plain(status, title)}. ({said} from {url})", status, title, detail)


def _plain(status: int, title: str) -> str:
    if status in _MOVED:
        return "The source has moved to another address. Set the new one in the environment"
    return _TITLES.get(title) or _STATUSES.get(status, "The source refused the request. Try again later")


def _title_and_detail(content: bytes) -> tuple[str, str]:
    try:
        problem = orjson.loads(content)
    except orjson.JSONDecodeError:
        return "", ""
    if not isinstance(problem, dict):
        return "", ""
    return str(problem.get("title") or ""), str(problem.get("detail") or "")
