"""The client of the Norwegian Mapping Authority's municipality information: names, places and areas of today."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeVar

from husrom.figures.clients.connection import Connection
from husrom.figures.clients.contents import UnexpectedAnswerError, read_record, read_records
from husrom.figures.clients.kartverket_answers import (
    Area,
    County,
    DescribedMunicipality,
    NamedMunicipality,
    Place,
    area,
    county,
    described_municipality,
    named_municipality,
    place,
)
from husrom.figures.clients.kept_answers import Answer
from husrom.figures.errors import SourceRefusedError

GEOGRAPHIC = 4258
"""EPSG code of degrees of longitude and latitude in ETRS89, which equal WGS84's to within a metre."""

_NOTHING_THERE = 404
_Read = TypeVar("_Read")


class Kartverket:
    """The municipality information.

    Parameters
    ----------
    kept_since
        Answers kept on disk since this moment will do; None asks the source in any case.

    Notes
    -----
    Errors are those of the connection, and `UnexpectedAnswerError` when an answer has another form than documented.
    A number that is not in use today is refused with status 404.
    """

    def __init__(self, connection: Connection, *, kept_since: dt.datetime | None = None) -> None:
        self._connection = connection
        self._kept_since = kept_since

    def municipalities(self) -> tuple[NamedMunicipality, ...]:
        """Return every municipality of today, by number."""
        found = self._get("/kommuner", {}, lambda answer: tuple(map(named_municipality, read_records(answer))))
        return tuple(sorted(found, key=lambda municipality: municipality.number))

    def municipality(self, number: str) -> DescribedMunicipality:
        """Return one municipality."""
        params = {"utkoordsys": str(GEOGRAPHIC)}
        return self._get(f"/kommuner/{number}", params, lambda answer: described_municipality(read_record(answer)))

    def municipality_area(self, number: str, *, epsg: int = GEOGRAPHIC) -> Area:
        """Return the area of a municipality."""
        params = {"utkoordsys": str(epsg)}
        return self._get(
            f"/kommuner/{number}/omrade", params, lambda answer: area(read_record(answer), "kommune", epsg)
        )

    def neighbours(self, number: str) -> tuple[NamedMunicipality, ...]:
        """Return the municipalities whose areas touch one, by number."""
        path = f"/kommuner/{number}/nabokommuner"
        found = self._get(path, {}, lambda answer: tuple(map(named_municipality, read_records(answer))))
        return tuple(sorted(found, key=lambda municipality: municipality.number))

    def counties(self) -> tuple[County, ...]:
        """Return every county of today, by number."""
        found = self._get("/fylker", {}, lambda answer: tuple(map(county, read_records(answer))))
        return tuple(sorted(found, key=lambda county: county.number))

    def county_area(self, number: str, *, epsg: int = GEOGRAPHIC) -> Area:
        """Return the area of a county."""
        params = {"utkoordsys": str(epsg)}
        return self._get(f"/fylker/{number}/omrade", params, lambda answer: area(read_record(answer), "fylkes", epsg))

    def place_at(self, latitude: float, longitude: float) -> Place | None:
        """Return the municipality that a point in degrees lies in; None where there is none."""
        params = {"nord": str(latitude), "ost": str(longitude), "koordsys": str(GEOGRAPHIC)}
        return self._where_found("/punkt", params, lambda answer: place(read_record(answer)))

    def search(self, name: str) -> tuple[DescribedMunicipality, ...]:
        """Return the municipalities with an official name; `*` before or after it stands for anything."""
        params = {"knavn": name, "utkoordsys": str(GEOGRAPHIC)}
        found = self._where_found(
            "/sok", params, lambda answer: tuple(map(described_municipality, read_record(answer).records("kommuner")))
        )
        return found or ()

    def _where_found(self, path: str, params: Mapping[str, str], read: Callable[[Answer], _Read]) -> _Read | None:
        try:
            return self._get(path, params, read)
        except SourceRefusedError as refusal:
            if refusal.status == _NOTHING_THERE:
                return None
            raise

    def _get(self, path: str, params: Mapping[str, str], read: Callable[[Answer], _Read]) -> _Read:
        answer = self._connection.get(path, params, kept_since=self._kept_since)
        try:
            return read(answer)
        except UnexpectedAnswerError:
            self._connection.forget(answer)
            raise
