"""The words in braces that a letter may hold, and what each is filled in with."""

import re
from collections.abc import Iterator

# Name → what stands there in the finished letter, for the published reference.
PLACEHOLDERS: dict[str, str] = {
    "municipality": "Hamar kommune",
    "network": "Helhetlig boligpolitikk",
    "organiser": "KS",
    "duration": "ca. 1,5 år",
    "gathering_count": "5",
    "gatherings": "a list with number, date and place",
    "first_gathering": "10. april 2019",
    "last_gathering": "14. oktober 2020",
    "seats_minimum": "2",
    "seats_preferred": "3",
    "day_package": "ca. kr 900",
}
_BRACES = re.compile(r"\{([^{}\n]*)\}")


def placeholders_in(body: str) -> Iterator[tuple[str, int]]:
    """Yield each placeholder of a letter's text with the number of lines above it.

    >>> list(placeholders_in("Til {municipality}\\n{day_package}"))
    [('municipality', 0), ('day_package', 1)]
    """
    for match in _BRACES.finditer(body):
        yield match[1], body.count("\n", 0, match.start())
