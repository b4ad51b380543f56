"""Each source's address comes from the environment, with the real one as default."""

import pytest

from husrom.environment import EnvironmentValueError
from husrom.figures.clients.addresses import FHI, KARTVERKET, KLASS, STATBANK, Address
from tests.fake_sources.server import FakeServer, FakeSource, Reply, Request, json_reply


class Anything(FakeSource):
    def answer(self, request: Request) -> Reply:
        return json_reply({})


@pytest.mark.parametrize("address", [STATBANK, KLASS, FHI, KARTVERKET])
def test_connect_goes_where_the_environment_says(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeServer(Anything()) as server:
        monkeypatch.setenv(address.variable.name, f"{server.url}/v2/")
        with address.connect() as connection:
            connection.get("/tables")
        assert [request.target for request in server.requests] == ["/v2/tables"]


def test_connect_goes_to_the_real_address_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATBANK.variable.name, "")
    with STATBANK.connect() as connection:
        assert connection.base_url == "https://data.ssb.no/api/pxwebapi/v2"


def test_connect_refuses_what_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATBANK.variable.name, "data.ssb.no")
    with pytest.raises(EnvironmentValueError, match="must begin with https://"):
        STATBANK.connect()
