from dataclasses import dataclass

from husrom.figures.indicators import Theme, Value, indicators, latest, periods
from husrom.figures.peers import PeerSummary, peer_summary
from husrom.portal.common.shown_values import ShownValue, in_reader_language, shown, written
from husrom.portal.evidence.queries.front import theme_title


@dataclass(frozen=True, slots=True)
class ShownPeers:
    """The middle of the peers and the range of the middle half; empty with a reason where they are too few."""

    median: str
    half: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProfileRow:
    shown: ShownValue
    peers: ShownPeers


@dataclass(frozen=True, slots=True)
class ProfileTheme:
    key: str
    title: str
    rows: tuple[ProfileRow, ...]
    absent: tuple[ShownValue, ...]
    """Figures the municipality has none of, each with the reason."""


def profile_themes(number: str, grouping: str) -> tuple[ProfileTheme, ...]:
    """Return the newest of every indicator, beside the municipality's peers."""
    return tuple(_theme(theme, number, grouping) for theme in Theme)


def _theme(theme: Theme, number: str, grouping: str) -> ProfileTheme:
    values = [latest(found.key, number) for found in indicators(theme)]
    return ProfileTheme(
        key=theme.value,
        title=theme_title(theme),
        rows=tuple(_row(value, grouping) for value in values if value.value is not None),
        absent=tuple(shown(value) for value in values if value.value is None),
    )


def _row(value: Value, grouping: str) -> ProfileRow:
    summary = peer_summary(value.indicator.key, value.municipality_number, grouping, value.period)
    return ProfileRow(shown(value), shown_peers(value, summary))


def shown_peers(value: Value, summary: PeerSummary) -> ShownPeers:
    if summary.median is None:
        return ShownPeers("", "", in_reader_language(summary.reason) if summary.reason else "")
    low, high = (written(bound, value.indicator) for bound in (summary.first_quartile, summary.third_quartile))
    return ShownPeers(written(summary.median, value.indicator), f"{low} – {high}", "")


def newest_values(number: str) -> tuple[Value, ...]:
    """Return the newest value of every indicator that any municipality has, for taking away."""
    return tuple(latest(found.key, number) for found in indicators() if periods(found.key))
