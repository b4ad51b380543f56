"""A Statbank that speaks PxWebApi 2 as data.ssb.no does, its refusals and its limits included.

Built from the specification (PxAPI-2.yml of PxTools/PxApiSpecs), recorded answers of data.ssb.no and
statistikdatabasen.scb.se, and what was measured at data.ssb.no in September 2026. Not spoken: other formats than
json-stat2, saved queries, and languages beyond accepting `no` and `en`.

    clock = FakeClock()  # the same one for the connection, so that its waits count here
    with FakeServer(FakeStatbank(dwellings(), clock=clock)) as server:
        monkeypatch.setenv("HUSROM_SSB_URL", server.url)
        with STATBANK.connect(clock=clock) as connection:
            Statbank(connection).data("06265", ...)
"""

import datetime as dt
import math
import re
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from tests.fake_sources.clock import FakeClock
from tests.fake_sources.server import FakeSource, Reply, Request, json_reply
from tests.fake_sources.statbank_answers import codelist_entry, data, metadata, table_entry
from tests.fake_sources.statbank_selection import CELL_LIMIT, Asked, ProblemError, default_selection, pick, view
from tests.fake_sources.statbank_tables import FakeTable

LONGEST_URL = 2_100
CALLS, WINDOW_S = 40, 60.0
_LARGEST_PAGE = 10_000


class FakeStatbank(FakeSource):
    """Serves the tables put into `tables`. With a clock it also refuses the 41st call in a minute.

    `after_data` runs something once so many more answers with figures are sent: how a table changes in the middle of a
    download.
    """

    base_path = "/api/pxwebapi/v2"

    def __init__(self, *tables: FakeTable, clock: FakeClock | None = None, cell_limit: int = CELL_LIMIT) -> None:
        self.tables = {table.identifier: table for table in tables}
        self.cell_limit = cell_limit
        self._clock = clock
        self._calls: deque[float] = deque()
        self._then: list[tuple[int, Callable[[], None]]] = []

    def put(self, table: FakeTable) -> None:
        """Add a table, or publish a newer state of it."""
        self.tables[table.identifier] = table

    def after_data(self, answers: int, then: Callable[[], None]) -> None:
        self._then.append((answers, then))

    def answer(self, request: Request) -> Reply:
        limited = self._count_call()
        headers = self._limit_headers()
        if limited:
            return json_reply({"title": "Too many requests", "status": 429}, 429, headers)
        reply = self._routed(request)
        return Reply(reply.status, reply.content, reply.content_type, (*reply.headers, *headers))

    # ---------------------------------------------------------------- the limit on calls

    def _now_s(self) -> float:
        return self._clock.seconds() if self._clock else 0.0

    def _count_call(self) -> bool:
        while self._calls and self._calls[0] <= self._now_s() - WINDOW_S:
            self._calls.popleft()
        if self._clock is None:
            return False
        if len(self._calls) >= CALLS:
            return True
        self._calls.append(self._now_s())
        return False

    def _limit_headers(self) -> tuple[tuple[str, str], ...]:
        return (
            ("x-ratelimit-limit", str(CALLS)),
            ("x-ratelimit-policy", f"{CALLS};w={WINDOW_S:.0f}s"),
            ("x-ratelimit-remaining", str(CALLS - len(self._calls))),
            ("x-ratelimit-resource", "SB_API_1MIN"),
        )

    # ---------------------------------------------------------------- the addresses

    def _routed(self, request: Request) -> Reply:
        if request.method == "GET" and len(request.target) > LONGEST_URL:
            return Reply(404)
        for methods, address, respond in self._routes():
            found = re.fullmatch(address, request.path)
            if found and request.method not in methods:
                return Reply(405, headers=(("Allow", ", ".join(methods)),))
            if found:
                return self._responded(respond, request, found.groups())
        return Reply(404)

    def _routes(self) -> Sequence[tuple[tuple[str, ...], str, Callable[..., dict[str, Any]]]]:
        return (
            (("GET",), r"/tables/?", self._list),
            (("GET",), r"/tables/([^/]+)", self._table),
            (("GET",), r"/tables/([^/]+)/metadata", self._metadata),
            (("GET",), r"/tables/([^/]+)/defaultselection", self._default_selection),
            (("GET", "POST"), r"/tables/([^/]+)/data", self._data),
            (("GET",), r"(?i:/codelists)/([^/]+)", self._codelist),
            (("GET",), r"/config", self._config),
        )

    def _responded(self, respond: Callable[..., dict[str, Any]], request: Request, names: Sequence[str]) -> Reply:
        try:
            _must_speak(request.parameter("lang", "no"))
            return json_reply(respond(request, *names))
        except ProblemError as problem:
            if problem.status == 500:
                return Reply(500)
            said = {"type": "Parameter error", "title": problem.title, "status": problem.status}
            return json_reply(said | ({"detail": problem.detail} if problem.detail else {}), problem.status)

    # ---------------------------------------------------------------- the answers

    def _list(self, request: Request) -> dict[str, Any]:
        found = [table for table in self.tables.values() if self._is_asked_for(table, request)]
        number = int(request.parameter("pageNumber", "1"))
        size = min(int(request.parameter("pageSize", "20")), _LARGEST_PAGE)
        pages = max(1, math.ceil(len(found) / size))
        if not 1 <= number <= pages:
            raise ProblemError("Non-existent page", 404, "Non-existent page")
        shown = found[(number - 1) * size : number * size]
        return {
            "language": request.parameter("lang", "no"),
            "tables": [table_entry(table, self.base_path) for table in shown],
            "page": {"pageNumber": number, "pageSize": size, "totalElements": len(found), "totalPages": pages},
        }

    def _is_asked_for(self, table: FakeTable, request: Request) -> bool:
        words = request.parameter("query").lower().replace(" and ", " ").split()
        text = f"{table.identifier} {table.label}".lower()
        days = request.parameter("pastDays")
        now = self._clock.now() if self._clock else dt.datetime.now(dt.UTC)
        is_new = not days or (table.updated is not None and table.updated >= now - dt.timedelta(days=int(days)))
        is_alive = not table.discontinued or request.parameter("includeDiscontinued").lower() == "true"
        return all(word.strip("*").removeprefix("title:") in text for word in words) and is_new and is_alive

    def _found(self, identifier: str) -> FakeTable:
        if identifier not in self.tables:
            raise ProblemError("Non-existent table", 404)
        return self.tables[identifier]

    def _table(self, request: Request, identifier: str) -> dict[str, Any]:
        entry = table_entry(self._found(identifier), self.base_path)
        return {"language": request.parameter("lang", "no"), **entry}

    def _metadata(self, request: Request, identifier: str) -> dict[str, Any]:
        table = self._found(identifier)
        codelists = _bracketed(request, "codelist")
        if any(table.dimension(variable) is None for variable in codelists):
            raise ProblemError("Non-existent variable")
        seen = [view(dimension, codelists.get(dimension.code.lower())) for dimension in table.dimensions]
        return metadata(table, seen, self.base_path)

    def _default_selection(self, request: Request, identifier: str) -> dict[str, Any]:
        asked = default_selection(self._found(identifier))
        selection = [{"variableCode": one.variable, "codelist": None, "valueCodes": list(one.codes)} for one in asked]
        return {"language": "no", "selection": selection, "links": []}

    def _data(self, request: Request, identifier: str) -> dict[str, Any]:
        table = self._found(identifier)
        if request.parameter("outputFormat", "json-stat2") != "json-stat2":
            raise ProblemError("Unsupported output format", detail="Unsupported output format")
        if request.parameter("outputFormatParams"):
            raise ProblemError("Unsupported output format", detail="Unsupported output format")
        asked = _posted(request) if request.method == "POST" else _in_address(request)
        document = data(table, pick(table, asked or default_selection(table), self.cell_limit))
        self._then = [(left - 1, then) for left, then in self._then]
        for _left, then in [entry for entry in self._then if entry[0] <= 0]:
            then()
        self._then = [entry for entry in self._then if entry[0] > 0]
        return document

    def _codelist(self, request: Request, identifier: str) -> dict[str, Any]:
        for table in self.tables.values():
            for dimension in table.dimensions:
                if found := dimension.codelist(identifier):
                    return codelist_entry(found, self.base_path)
        raise ProblemError("Non-existent codelist", 404)

    def _config(self, request: Request) -> dict[str, Any]:
        # Zero calls in zero seconds is how data.ssb.no says that the limit stands in the headers.
        return {
            "apiVersion": "2.3.2",
            "appVersion": "2.5.0+build.30",
            "languages": [{"id": "no", "label": "Norsk"}, {"id": "en", "label": "English"}],
            "defaultLanguage": "no",
            "maxDataCells": self.cell_limit,
            "maxCallsPerTimeWindow": 0,
            "timeWindow": 0,
            "license": "https://www.ssb.no/en/diverse/lisens",
            "sourceReferences": [{"language": "no", "text": "Kilde: Statistisk sentralbyrå"}],
            "defaultDataFormat": "json-stat2",
            "dataFormats": ["json-stat2", "csv", "px", "xlsx", "html", "json-px", "parquet"],
            "features": [{"id": "CORS", "params": [{"key": "enabled", "value": "True"}]}],
        }


def _must_speak(language: str) -> None:
    if language not in ("no", "en"):
        raise ProblemError("Unsupported language")


def _posted(request: Request) -> tuple[Asked, ...]:
    try:
        entries = request.json().get("selection") or []
        return tuple(
            Asked(entry["variableCode"], tuple(entry.get("valueCodes") or ()), entry.get("codelist"))
            for entry in entries
        )
    except (ValueError, KeyError, AttributeError, TypeError):
        raise ProblemError("One or more validation errors occurred.") from None


def _in_address(request: Request) -> tuple[Asked, ...]:
    codelists = _bracketed(request, "codelist")
    codes = _bracketed(request, "valuecodes")
    return tuple(Asked(variable, _listed(text), codelists.get(variable)) for variable, text in codes.items())


def _bracketed(request: Request, name: str) -> dict[str, str]:
    """The parameters `name[variable]`, by variable in small letters."""
    found = ((re.fullmatch(rf"{name}\[(.+)\]", key, re.IGNORECASE), value) for key, value in request.query)
    return {match[1].lower(): value for match, value in found if match}


def _listed(text: str) -> tuple[str, ...]:
    """Codes with commas between them; an expression with a comma of its own stands in brackets."""
    return tuple(part.removeprefix("[").removesuffix("]") for part in re.findall(r"\[[^\]]*\]|[^,]+", text))
