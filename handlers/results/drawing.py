"""Draws a chart as a PNG. Matplotlib is imported only when something is drawn."""

from threading import Lock

from handlers.results.charts import Chart, Theme

DRAWING = Lock()  # one chart at a time: matplotlib's settings belong to the whole process


def draw(chart: Chart, theme: Theme = "light") -> bytes:
    """A PNG with three pixels for each CSS pixel. Equal charts give equal bytes.

    It takes about 100 ms of computing: run it outside the event loop, and outside transactions that others wait for.
    """
    from handlers.results.matplotlib_charts import plot

    with DRAWING:
        return plot(chart, theme)
