"""The Mapping Authority's municipality information as it answers; the forms follow its published source.

Synthetic: every area is a square of one degree, and the point within it its middle. Numbers and names are real.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.fake_sources.server import FakeSource, Reply, Request, json_reply

FORBIDDEN = frozenset("\"';/\\=")


@dataclass(frozen=True)
class FakeMunicipality:
    """`names` in their order, each with its language as the service writes it; the square begins at `corner`."""

    number: str
    county_number: str
    county_name: str
    names: tuple[tuple[str, str], ...]
    corner: tuple[float, float]

    @property
    def norwegian_name(self) -> str:
        return next(name for name, language in self.names if language == "Norwegian")


MUNICIPALITIES = (
    FakeMunicipality("1840", "18", "Nordland", (("Saltdal", "Norwegian"),), (15.0, 66.0)),
    FakeMunicipality("3403", "34", "Innlandet", (("Hamar", "Norwegian"),), (11.0, 60.0)),
    FakeMunicipality("3411", "34", "Innlandet", (("Ringsaker", "Norwegian"),), (10.0, 60.0)),
    FakeMunicipality(
        "5540",
        "55",
        "Troms",
        (("Gáivuotna", "Northern Sami"), ("Kåfjord", "Norwegian"), ("Kaivuono", "Kven Finnish")),
        (20.0, 69.0),
    ),
)


class FakeKartverket(FakeSource):
    base_path = "/kommuneinfo/v1"

    def __init__(self, municipalities: Iterable[FakeMunicipality] = MUNICIPALITIES) -> None:
        self.municipalities = {municipality.number: municipality for municipality in municipalities}

    def answer(self, request: Request) -> Reply:
        match request.path.strip("/").split("/"):
            case ["kommuner" | "fylker" as level, *rest]:
                return (
                    self._of_municipalities(rest, request) if level == "kommuner" else self._of_counties(rest, request)
                )
            case ["punkt"]:
                return self._at_point(request)
            case ["sok"]:
                return self._found(request)
        return _refused(404)

    def _of_municipalities(self, rest: list[str], request: Request) -> Reply:
        if not rest:
            # Not in the order of the numbers.
            return json_reply([_named(found) for found in reversed(self.municipalities.values())])
        found = self.municipalities.get(rest[0])
        if found is None:
            return _refused(404)
        match rest[1:]:
            case []:
                return json_reply(_described(found))
            case ["omrade"]:
                name = {"kommunenummer": found.number, "kommunenavn": found.names[0][0]}
                return json_reply(name | {"omrade": _area([found], request)})
            case ["nabokommuner"]:
                near = [other for other in self.municipalities.values() if _touch(found, other)]
                return json_reply([_named(other) for other in near]) if near else _refused(404)
        return _refused(404)

    def _of_counties(self, rest: list[str], request: Request) -> Reply:
        counties = {m.county_number: m.county_name for m in self.municipalities.values()}
        if not rest:
            return json_reply([{"fylkesnummer": n, "fylkesnavn": name} for n, name in reversed(counties.items())])
        if rest[0] not in counties or rest[1:] != ["omrade"]:
            return _refused(404)
        within = [m for m in self.municipalities.values() if m.county_number == rest[0]]
        county = {"fylkesnummer": rest[0], "fylkesnavn": counties[rest[0]]}
        return json_reply(county | {"omrade": _area(within, request)})

    def _at_point(self, request: Request) -> Reply:
        try:
            north, east = float(request.parameter("nord")), float(request.parameter("ost"))
        except ValueError:
            return _refused(400)
        for found in self.municipalities.values():
            if 0 < east - found.corner[0] < 1 and 0 < north - found.corner[1] < 1:
                county = {"fylkesnummer": found.county_number, "fylkesnavn": found.county_name}
                return json_reply(county | {"kommunenummer": found.number, "kommunenavn": found.names[0][0]})
        return _refused(404)

    def _found(self, request: Request) -> Reply:
        text = request.parameter("knavn")
        plain = text.strip("*").lower()
        if len(plain) <= 1 or FORBIDDEN & set(plain):
            return _refused(400)
        found = [
            m for m in self.municipalities.values() if any(_fits(name.lower(), text, plain) for name, _ in m.names)
        ]
        if not found:
            return _refused(404)
        return json_reply({"antallTreff": len(found), "kommuner": [_described(municipality) for municipality in found]})


def _fits(name: str, text: str, plain: str) -> bool:
    match text.startswith("*"), text.endswith("*"):
        case True, True:
            return plain in name
        case True, False:
            return name.endswith(plain)
        case False, True:
            return name.startswith(plain)
    return name == plain


def _touch(one: FakeMunicipality, other: FakeMunicipality) -> bool:
    distances = [abs(a - b) for a, b in zip(one.corner, other.corner, strict=True)]
    return one is not other and max(distances) <= 1


def _named(municipality: FakeMunicipality) -> dict[str, Any]:
    return {
        "kommunenummer": municipality.number,
        "kommunenavn": municipality.names[0][0],
        "kommunenavnNorsk": municipality.norwegian_name,
    }


def _described(municipality: FakeMunicipality) -> dict[str, Any]:
    east, north = municipality.corner
    unused = [(None, None)] * (3 - len(municipality.names))
    names = [
        {"prioritet": place, "navn": name, "sprak": language}
        for place, (name, language) in enumerate([*municipality.names, *unused], start=1)
    ]
    return _named(municipality) | {
        "fylkesnummer": municipality.county_number,
        "fylkesnavn": municipality.county_name,
        "gyldigeNavn": names,
        "samiskForvaltningsomrade": any("Sami" in language for _name, language in municipality.names),
        "punktIOmrade": {"type": "Point", "crs": _system("4258"), "coordinates": [east + 0.5, north + 0.5]},
        "avgrensningsboks": {"type": "Polygon", "crs": _system("4258"), "coordinates": [_square(municipality)]},
    }


def _area(municipalities: list[FakeMunicipality], request: Request) -> dict[str, Any]:
    """The squares as they are whatever the system: nothing here is projected."""
    system = _system(request.parameter("utkoordsys", "4258"))
    return {"type": "MultiPolygon", "crs": system, "coordinates": [[_square(found)] for found in municipalities]}


def _system(code: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": f"EPSG:{code}"}}


def _square(municipality: FakeMunicipality) -> list[list[float]]:
    east, north = municipality.corner
    return [[east, north], [east + 1, north], [east + 1, north + 1], [east, north + 1], [east, north]]


def _refused(status: int) -> Reply:
    """A refusal in HTML, as the service's web framework writes it."""
    said = {400: "Feil i parameterene.", 404: "Ingen treff, sjekk parameterene."}[status]
    return Reply(status, f"<!doctype html>\n<title>{status}</title>\n<p>{said}</p>\n".encode(), "text/html")
