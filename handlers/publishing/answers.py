"""What champions read of people's answers to content: told once a day, and only when enough of them are new."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from handlers.core.anonymity import fewest_of
from handlers.figures.events import FiguresReleased
from handlers.nudges.skips import ShownSkips, Skips, new_reactions, news
from handlers.publishing.lessons import skips_of
from models import Content, Released, ReleasedTally
from models.nudge import SKIP_REASONS

TALLIES = ("answered", "skipped", *SKIP_REASONS)


def shown_of(session: Session, workspace: str, contents: Iterable[str]) -> Mapping[str, ShownSkips]:
    """What may be told about each piece of content."""
    ids = [*contents]
    its = (Released.workspace == workspace, Released.content.in_(ids), Released.part == "all")
    sums = (func.sum(Released.nudged), func.sum(Released.shared))
    told = {its: skips for its, (skips, _) in _tallies(session, workspace, ids).items()}
    posted = {
        its: (int(nudged), int(shared))
        for its, nudged, shared in session.execute(
            select(Released.content, *sums).where(*its).group_by(Released.content)
        )
    }
    return {one: ShownSkips(*posted.get(one, (0, 0)), told.get(one, Skips())) for one in ids}


def release_answers(session: Session, event: FiguresReleased, now: datetime) -> None:
    """Tell what is new in the answers to content that runs."""
    k = fewest_of(session, event.workspace)
    running = select(Content.id, Content.way).where(Content.workspace == event.workspace, Content.state == "running")
    ways = dict(session.execute(running).all())
    before = _tallies(session, event.workspace, [*ways])
    for its, counted in skips_of(session, event.workspace, [*ways]).items():
        told, base = before.get(its, (Skips(), Skips()))
        new = news(counted, base, k)
        if ways[its] == "react":
            new = Skips(answered=people) if (people := new_reactions(counted, base, k)) else None
        if new:
            _keep(session, event.workspace, its, _with(told, new), counted)


def _with(told: Skips, new: Skips) -> Skips:
    reasons = {reason: told.reasons.get(reason, 0) + new.reasons.get(reason, 0) for reason in SKIP_REASONS}
    return Skips(0, told.answered + new.answered, told.skipped + new.skipped, reasons)


def _tallies(session: Session, workspace: str, contents: Iterable[str]) -> Mapping[str, tuple[Skips, Skips]]:
    """By content: what was told, and what was counted then."""
    rows = select(ReleasedTally.content, ReleasedTally.what, ReleasedTally.told, ReleasedTally.counted).where(
        ReleasedTally.workspace == workspace, ReleasedTally.content.in_([*contents]), ReleasedTally.what.in_(TALLIES)
    )
    told: dict[str, dict[str, int]] = defaultdict(dict)
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for content, what, *numbers in session.execute(rows):
        told[content][what], counted[content][what] = numbers
    return {content: (_skips(told[content]), _skips(counted[content])) for content in told}


def _skips(numbers: Mapping[str, int]) -> Skips:
    reasons = {reason: numbers[reason] for reason in SKIP_REASONS}
    return Skips(0, numbers["answered"], numbers["skipped"], reasons)


def _keep(session: Session, workspace: str, content: str, told: Skips, counted: Skips) -> None:
    its = (ReleasedTally.workspace == workspace, ReleasedTally.content == content, ReleasedTally.what.in_(TALLIES))
    session.execute(delete(ReleasedTally).where(*its))
    both = ({**one.reasons, "answered": one.answered, "skipped": one.skipped} for one in (told, counted))
    shown, base = both
    rows = [{"what": what, "told": shown.get(what, 0), "counted": base.get(what, 0)} for what in TALLIES]
    where = {"workspace": workspace, "content": content}
    session.execute(insert(ReleasedTally), [{**where, **row} for row in rows])
