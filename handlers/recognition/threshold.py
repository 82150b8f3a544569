"""The weakest evidence with which a share earns points: each programme's choice, for shares from then on."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.core.audit import audit
from models import Person, Threshold
from models.engine import insert_new
from models.prepared import Query
from models.share import LEVELS, Evidence

CHOSEN = Query(
    select(Threshold.at, Threshold.evidence).where(Threshold.workspace == bindparam("workspace")).order_by(Threshold.at)
)
Counts = Callable[[datetime, Evidence], bool]  # whether a share with this moment and evidence counts


def thresholds(session: Session, workspace: str) -> Counts:
    """A test by the choice in force when a share was posted, so that a later choice changes nothing already earned."""
    chosen = CHOSEN.all(session, workspace=workspace)
    since = [at for at, _ in chosen]

    def counts(posted_at: datetime, evidence: Evidence) -> bool:
        place = bisect_right(since, posted_at)
        return place == 0 or LEVELS.index(evidence) >= LEVELS.index(chosen[place - 1][1])

    return counts


def holds(session: Session, workspace: str) -> Evidence:
    """The evidence that is required now."""
    chosen = CHOSEN.all(session, workspace=workspace)
    return chosen[-1][1] if chosen else LEVELS[0]


def choose(session: Session, person: Person, evidence: Evidence, now: datetime) -> None:
    """Require this evidence from now on. Does nothing if it is required already."""
    if evidence != holds(session, person.workspace):
        row = {"workspace": person.workspace, "at": now, "evidence": evidence, "person": person.person}
        insert_new(session, Threshold, [row])
        audit(session, person, "threshold_changed", "", now, evidence)
