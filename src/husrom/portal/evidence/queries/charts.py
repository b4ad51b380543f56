from collections.abc import Sequence

from husrom.figures.charts import Chart, peers_chart, population_chart, pyramid_chart, series_chart
from husrom.figures.errors import UnknownIndicatorError
from husrom.figures.indicators import cross_section, latest, series
from husrom.figures.peers import Peers, peer_summary
from husrom.portal.common.shown_values import reader_language
from husrom.portal.evidence.queries.peers import chosen_peers, peers_label
from husrom.portal.evidence.queries.places import place

POPULATION, PYRAMID = "population_to_2050", "residents_by_age"


def chart_of(number: str, key: str, grouping: str = "") -> Chart | None:
    """Return a chart of a municipality; None where there is nothing to draw."""
    name, language = place(number).name, reader_language()
    try:
        if key == POPULATION:
            return population_chart(number, place=name, language=language)
        if key == PYRAMID:
            return pyramid_chart(number, place=name, language=language)
        return _indicator_chart(number, key, chosen_peers(number, grouping))
    except (UnknownIndicatorError, ValueError):
        return None


def _indicator_chart(number: str, key: str, peers: Peers) -> Chart:
    """Draw a line where there are several periods, and the municipality among its peers where there is one."""
    name, language, label = place(number).name, reader_language(), peers_label(peers)
    values = series(key, number)
    if sum(value.value is not None for value in values) > 1:
        medians = _medians(key, number, peers.grouping.key, [value.period for value in values])
        return series_chart(values, place=name, language=language, peers=label, peer_medians=medians)
    own = latest(key, number)
    among = [value for value in cross_section(key, own.period or None) if value.municipality_number in peers.numbers]
    return peers_chart(own, among, place=name, peers_label=label, language=language)


def _medians(key: str, number: str, grouping: str, periods: Sequence[str]) -> dict[str, float]:
    found = {period: peer_summary(key, number, grouping, period).median for period in periods}
    return {period: median for period, median in found.items() if median is not None}
