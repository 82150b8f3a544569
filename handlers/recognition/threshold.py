"""From which evidence on shares count for points: each programme's choice, for what is shared from then on."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models import Person, Threshold
from models.engine import insert_new
from models.share import LEVELS, Evidence

CHOSEN = (
    select(Threshold.at, Threshold.evidence).where(Threshold.workspace == bindparam("workspace")).order_by(Threshold.at)
)
Counts = Callable[[datetime, Evidence], bool]  # whether a share that was posted then and is known so well counts


def thresholds(session: Session, workspace: str) -> Counts:
    """By the choice that held when it was posted, so that a later one changes nothing that was earned."""
    chosen = [(at, level) for at, level in session.execute(CHOSEN, {"workspace": workspace})]
    since = [at for at, _ in chosen]

    def counts(posted_at: datetime, evidence: Evidence) -> bool:
        place = bisect_right(since, posted_at)
        return place == 0 or LEVELS.index(evidence) >= LEVELS.index(chosen[place - 1][1])

    return counts


def holds(session: Session, workspace: str) -> Evidence:
    """What is asked of shares from now on."""
    latest = session.execute(CHOSEN, {"workspace": workspace}).all()
    return latest[-1].evidence if latest else LEVELS[0]


def choose(session: Session, person: Person, evidence: Evidence, now: datetime) -> None:
    """Ask for that from now on; nothing, where it is asked already."""
    if evidence != holds(session, person.workspace):
        row = {"workspace": person.workspace, "at": now, "evidence": evidence, "person": person.person}
        insert_new(session, Threshold, [row])
