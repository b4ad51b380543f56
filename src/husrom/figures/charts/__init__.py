"""Charts: one Vega-Lite definition for each kind of figure, drawn as SVG, PNG or PDF without a browser.

Every chart carries its title, unit and source in the picture, labels its lines where they end, and comes with the
rows it shows, for the table beside it.
"""

from husrom.figures.charts.among_peers import peers_chart
from husrom.figures.charts.chart import Chart, ChartKind
from husrom.figures.charts.population import population_chart
from husrom.figures.charts.pyramid import pyramid_chart
from husrom.figures.charts.series import series_chart

__all__ = ["Chart", "ChartKind", "peers_chart", "population_chart", "pyramid_chart", "series_chart"]
