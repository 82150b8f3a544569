"""What is compared: each subject's figures, and what each has to reach."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

LAST_MEASURED = "e19d548"  # the revision that the ratios in TO_REACH are about
WORSE = 1.10  # beside any other revision, a figure may be a tenth worse

Better = Literal["more", "less"]


class Figure(NamedTuple):
    """`ratio`: what this tree must reach, as a multiple of LAST_MEASURED. `limit`: what it must reach in any case."""

    better: Better
    ratio: float | None = None
    limit: float | None = None


class Subject(NamedTuple):
    """`quick`: part of `--quick`, which is over in five minutes. A tree that cannot measure it yet has no figures."""

    figures: Mapping[str, Figure]
    quick: bool = True


def _on_both(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    return {f"{store}: {name}": figure for store in ("SQLite", "PostgreSQL") for name, figure in figures.items()}


SUBJECTS = {
    "slack": Subject(
        {
            "press of Share, 16 in flight, a second": Figure("more", 2.2),
            "beside (b) ORM": Figure("more", limit=0.9),
            "computing for each, ms": Figure("less", 0.45),
            "p99 at 64 in flight, ms": Figure("less", 0.5),
            "start to first answer, s": Figure("less", 0.6),
            "resident memory, MB": Figure("less", 0.75),
        }
    ),
    "teams": Subject(
        {
            "button, 16 in flight, a second": Figure("more", 1.8),
            "beside bare botbuilder": Figure("more", limit=7),
            "computing for each, ms": Figure("less"),
            "p99 at 64 in flight, ms": Figure("less"),
            "start to first answer, s": Figure("less", 0.6),
            "resident memory, MB": Figure("less", 0.75),
        },
        quick=False,
    ),
    "links": Subject(
        {
            "click, 64 in flight, a second": Figure("more"),
            "beside a bare redirect": Figure("more", limit=0.7),
            "p99 beside a bare redirect's": Figure("less", limit=4),
            "computing for each, ms": Figure("less"),
        }
    ),
    "planning": Subject(
        _on_both(
            {
                "nudges planned a second": Figure("more", 1.6),
                "longest transaction, ms": Figure("less", limit=200),
                "computing for one person, ms": Figure("less"),
            }
        )
    ),
    "sending": Subject(_on_both({"messages a second": Figure("more", 1.6)})),
    "claims": Subject(
        _on_both(
            {
                "claim of 25, p99, ms": Figure("less", limit=25),
                "p50 with ten times as many sent": Figure("less", limit=1.3),
            }
        ),
        quick=False,
    ),
    "simulate": Subject({"wall time, s": Figure("less", 0.4)}, quick=False),
    "boards": Subject(
        _on_both(
            {
                "the weekly board, ms": Figure("less", limit=50),
                "neighbours, ms": Figure("less", limit=50),
                "/heraut leaderboard, ms": Figure("less", limit=50),
                "/heraut me, ms": Figure("less", limit=50),
                "the weekly picture, ms": Figure("less", limit=50),
            }
        ),
        quick=False,
    ),
    "recompute": Subject(
        {"recompute --check of the totals, s": Figure("less", 0.4), "the funnel, ms": Figure("less")}, quick=False
    ),
}


class Verdict(NamedTuple):
    """Whether a figure is good enough, and what was wanted of it."""

    well: bool
    wanted: str


def judge(figure: Figure, ratio: float | None, here: float, *, last_measured: bool) -> Verdict:
    """Judge a figure by its ratio to the other revision's, where that has one, and by its own limit."""
    more, wanted, well = figure.better == "more", list[str](), True
    sign = "≥" if more else "≤"
    if figure.limit is not None:
        wanted.append(f"{sign} {figure.limit:g}")
        well = here >= figure.limit if more else here <= figure.limit
    if ratio is not None and not (last_measured and figure.limit is not None):
        least = (figure.ratio if last_measured else None) or (1 / WORSE if more else WORSE)
        wanted.append(f"{sign} {least:.2g} ×")
        well = well and (ratio >= least if more else ratio <= least)
    return Verdict(well, ", ".join(wanted))
