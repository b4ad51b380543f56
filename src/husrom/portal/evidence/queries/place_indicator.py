from dataclasses import dataclass

from husrom.figures.charts import Chart
from husrom.figures.indicators import Indicator, latest
from husrom.figures.peers import Peers, peer_summary
from husrom.portal.common.shown_values import ShownValue, shown
from husrom.portal.evidence.queries.charts import chart_of
from husrom.portal.evidence.queries.peers import peers_label
from husrom.portal.evidence.queries.profile import ShownPeers, shown_peers


@dataclass(frozen=True, slots=True)
class PlaceIndicatorPage:
    key: str
    newest: ShownValue
    note: str
    peers: ShownPeers
    peers_label: str
    grouping: str
    chart: Chart | None


def place_indicator_page(found: Indicator, number: str, peers: Peers) -> PlaceIndicatorPage:
    newest = latest(found.key, number)
    told = shown(newest)
    return PlaceIndicatorPage(
        key=found.key,
        newest=told,
        note=f"{told.note} {told.observations}".strip(),
        peers=shown_peers(newest, peer_summary(found.key, number, peers.grouping.key, newest.period)),
        peers_label=peers_label(peers),
        grouping=peers.grouping.key,
        chart=chart_of(number, found.key, peers.grouping.key),
    )
