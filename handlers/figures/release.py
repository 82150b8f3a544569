"""Releases figures: once a day for each workspace, what may be told of each piece of content becomes a packet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from handlers.calendar.localtime import iso_week, local_date
from handlers.core.anonymity import fewest
from handlers.figures.events import FiguresReleased
from handlers.figures.packets import BasedCell, Numbers, Packet, Where, packet
from handlers.registry.events import happened
from handlers.registry.surfaces import RoundContext
from models import Baseline, Released, Total, Workspace
from models.total import COUNTS

PLACE = ("content", "team", "network")
LIVE = (
    select(*(getattr(Total, name) for name in PLACE), *(func.sum(getattr(Total, name)) for name in COUNTS))
    .where(Total.workspace == bindparam("workspace"))
    .group_by(*(getattr(Total, name) for name in PLACE))
)
BASE = select(*(getattr(Baseline, name) for name in (*PLACE, *COUNTS))).where(
    Baseline.workspace == bindparam("workspace")
)
SUMMED = ("nudged", "shared", "asked", "opened_of")
TOLD = (
    select(Released.content, Released.part, Released.key, func.min(Released.week))
    .add_columns(*(func.sum(getattr(Released, name)) for name in SUMMED))
    .where(Released.workspace == bindparam("workspace"))
    .group_by(Released.content, Released.part, Released.key)
)
NUMBERS = (*COUNTS, "opened_of", "posts")


class ToldSums:
    """The sums of the packets of one piece of content, by row, and the week of the first one."""

    def __init__(self) -> None:
        self.week = ""
        self.sums: dict[Where, Numbers] = {}


async def release_round(context: RoundContext) -> None:
    """Release the figures of each workspace whose day has begun, in a transaction each."""
    now = context.now()
    for workspace in await context.store.run(partial(_due, now=now)):
        if not context.over():
            await context.store.run(partial(release_day, workspace=workspace, now=now))


def _due(session: Session, now: datetime) -> list[str]:
    rows = session.execute(select(Workspace.workspace, Workspace.timezone, Workspace.released_on))
    return [workspace for workspace, zone, until in rows if until < f"{local_date(now, zone)}"]


def release_day(session: Session, workspace: str, now: datetime) -> None:
    """Release the figures of this workspace for today, if no replica has done so."""
    its = session.get_one(Workspace, workspace)
    day = local_date(now, its.timezone)
    mine = update(Workspace).where(Workspace.workspace == workspace, Workspace.released_on < f"{day}")
    won = session.execute(mine.values(released_on=f"{day}").returning(Workspace.workspace)).first()
    if won is not None:
        release(session, workspace, day, fewest(its))
        happened(session, FiguresReleased(workspace, f"{day}"), now)


def release(session: Session, workspace: str, day: date, k: int) -> None:
    """Add a packet for each piece of content of which something new may be told."""
    contents, told = _cells(session, workspace), _told(session, workspace)
    for content, cells in contents.items():
        before = told[content]
        made = packet(cells, before.sums, k)
        if made.rows:
            week = before.week or iso_week(day - timedelta(days=1))
            _keep(session, {"workspace": workspace, "content": content}, f"{day}", week, made)


def _cells(session: Session, workspace: str) -> Mapping[str, Sequence[BasedCell]]:
    """The totals of all weeks by content, each beside its baseline."""
    about = {"workspace": workspace}
    base = {(content, *where): _numbers(counts) for content, *where, counts in _rows(session, about)}
    found: dict[str, list[BasedCell]] = defaultdict(list)
    for content, team, network, *counts in session.execute(LIVE, about):
        found[content].append(BasedCell(team, network, _numbers(counts), base.get((content, team, network), Counter())))
    return found


def _rows(session: Session, about: Mapping[str, str]) -> Iterable[tuple[str, str, str, Sequence[int]]]:
    for content, team, network, *counts in session.execute(BASE, about):
        yield content, team, network, counts


def _numbers(counts: Iterable[int]) -> Numbers:
    return Counter(dict(zip(COUNTS, map(int, counts), strict=True)))


def _told(session: Session, workspace: str) -> Mapping[str, ToldSums]:
    found: dict[str, ToldSums] = defaultdict(ToldSums)
    for content, part, key, week, *sums in session.execute(TOLD, {"workspace": workspace}):
        its = found[content]
        its.week = min(filter(None, (its.week, week)))
        its.sums[part, key] = Counter(dict(zip(SUMMED, map(int, sums), strict=True)))
    return found


def _keep(session: Session, content: Mapping[str, str], day: str, week: str, made: Packet) -> None:
    """Add the packet, and replace the baselines of its content."""
    rows = [
        {**content, "day": day, "week": week, "part": part, "key": key, **_filled(numbers)}
        for (part, key), numbers in made.rows.items()
    ]
    session.execute(insert(Released), rows)
    its = (Baseline.workspace == content["workspace"], Baseline.content == content["content"])
    session.execute(delete(Baseline).where(*its))
    bases = [{**content, "team": cell.team, "network": cell.network, **_base(cell)} for cell in made.cells]
    session.execute(insert(Baseline), bases)


def _filled(numbers: Numbers) -> dict[str, int]:
    return {name: numbers[name] for name in NUMBERS}


def _base(cell: BasedCell) -> dict[str, int]:
    return {name: cell.base[name] for name in COUNTS}
