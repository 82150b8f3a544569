"""Claim a batch of due messages, workspace by workspace, no faster than each platform accepts them."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, exists, literal_column, select, update
from sqlalchemy.orm import Session

from handlers.outbox.queue import Claimed
from handlers.registry.messages import Rank
from models import Lane, Message, Workspace
from models.engine import moment
from models.given import given, packed
from models.message import waits
from models.prepared import Change, Query

RANKS: Sequence[ColumnElement[int]] = [
    literal_column(f"{rank:d}") for rank in Rank
]  # as in `waits`, because a prepared statement has no lists
LEASE = timedelta(seconds=60)
BATCH = 25
AHEAD = timedelta(seconds=1)  # how early turns are given out
NEVER = timedelta(seconds=10)  # a `free_at` further ahead was written before a clock was put back
LANES = 10  # workspaces served in one claim; each costs a round trip to the database
SHARE = 0.97  # of what the platform accepts; the rest is for answers, and for clocks that differ
LATE = timedelta(minutes=15)  # a message that waited longer means that we had an outage
SLOWLY = 0.1  # of the full pace, right after an outage
DOUBLED = timedelta(minutes=1)  # in which the pace doubles
RAMP = DOUBLED * math.log2(1 / SLOWLY)


class Turn(Claimed):
    """A claimed message that may be sent at `at`."""

    at: datetime


class Due(NamedTuple):
    """A workspace with messages that are due. `late`: one has waited for long, and none was sent in that time."""

    workspace: str
    free_at: datetime
    ramp_at: datetime | None
    platform: str
    late: bool


def _waits(workspace: object, until: object) -> Select[int]:
    """The messages of a workspace that were due at `until`. Names all ranks, so that the index is used."""
    return select(Message.rank).where(
        Message.workspace == workspace,
        waits(),
        Message.rank.in_(RANKS),
        Message.due_at <= until,
    )


PLATFORMS = given("platforms", platform=String())
LANES_DUE = Query(
    select(
        Lane.workspace,
        Lane.free_at,
        Lane.ramp_at,
        Workspace.platform,
        # Asked only of a workspace that was not served for as long: to find that none is late may take many rows.
        and_(Lane.free_at < bindparam("late"), exists(_waits(Lane.workspace, bindparam("late")))).label("late"),
    )
    .join(Workspace, Workspace.workspace == Lane.workspace)
    .where(
        Workspace.platform.in_(select(PLATFORMS.c.platform)),
        Lane.suspended == "",
        (Lane.free_at <= bindparam("horizon")) | (Lane.free_at > bindparam("never")),
        Lane.held_until.is_(None) | (Lane.held_until <= bindparam("now")),
        exists(_waits(Lane.workspace, bindparam("now"))),
    )
    .order_by(Lane.free_at, Lane.workspace)
    .limit(LANES)
    .with_for_update(skip_locked=True, key_share=True, of=Lane)
)
# Limited by a number that PostgreSQL knows when it plans, so that it can keep the plan: it took as long as the claim.
_FIRST = (
    select(Message.key)
    .where(
        Message.workspace == bindparam("its_workspace"),
        waits(),
        Message.rank.in_(RANKS),
        Message.due_at <= bindparam("now"),
    )
    .order_by(Message.rank, Message.due_at)  # the order of the index, so that a broadcast needs no sorting
    .limit(literal_column(f"{BATCH}"))
    .with_for_update(skip_locked=True)
    .subquery("first")
)
# A CTE, because a plain IN (SELECT … LIMIT) may be run again for each row, which breaks the limit.
_PICK = select(_FIRST.c.key).limit(bindparam("most")).cte("pick").prefix_with("MATERIALIZED")
SERVED = Change(
    update(Lane)
    .where(Lane.workspace == bindparam("its_workspace"))
    .values(free_at=bindparam("its_free_at"), ramp_at=bindparam("its_ramp_at"))
)
CLAIM = Query(
    update(Message)
    .where(Message.workspace == bindparam("its_workspace"), Message.key.in_(select(_PICK.c.key)))
    .values(
        state="sending",
        lease_until=bindparam("lease"),
        tried_at=None,  # set by the review; if the process ends before that, the message was certainly not sent
        attempts=Message.attempts + 1,
    )
    .returning(Message.rank, Message.due_at, Message.key, Message.ref, Message.attempts)
)


def claim(session: Session, paces: Mapping[str, float], now: datetime, most: int = BATCH) -> list[Turn]:
    """Claim at most `most` messages (BATCH in each workspace) for the length of a lease, by the database's clock.

    The workspace served longest ago comes first, and none gets more than an equal share. `paces`: messages per second
    that a workspace accepts, by platform; nothing is claimed for other platforms.
    """
    times = {"now": now, "horizon": now + AHEAD, "never": now + NEVER, "late": now - LATE}
    platforms = packed((platform,) for platform in paces)
    due = [Due(*row) for row in LANES_DUE.all(session, **times, platforms=platforms)]
    if not due:
        return []
    lease = moment(session, now) + LEASE
    turns: list[Turn] = []
    served = []
    for number, lane in enumerate(due):
        share = math.ceil((most - len(turns)) / (len(due) - number))
        pace, ramp = _pace(lane, paces[lane.platform], now)
        found, free = _claim(session, lane, pace, share, now, lease)
        turns += found
        served.append({"its_workspace": lane.workspace, "its_free_at": free, "its_ramp_at": ramp})
    SERVED.run(session, *served)
    return turns


def _claim(
    session: Session, lane: Due, pace: float, most: int, now: datetime, lease: datetime
) -> tuple[list[Turn], datetime]:
    """The turns of a workspace, and when it is free again."""
    start = lane.free_at if now < lane.free_at < now + NEVER else now
    room = most if math.isinf(pace) else min(most, math.ceil((now + AHEAD - start).total_seconds() * pace))
    if room <= 0:
        return [], lane.free_at
    values = {"its_workspace": lane.workspace, "now": now, "most": room, "lease": lease}
    found = sorted(CLAIM.all(session, **values))
    times = (start + timedelta(seconds=place / pace) for place in range(len(found)))
    turns = [
        Turn(workspace=lane.workspace, key=key, ref=ref, attempts=attempts, lease=lease, at=at)
        for (_, _, key, ref, attempts), at in zip(found, times, strict=True)
    ]
    return turns, start + timedelta(seconds=len(found) / pace)


def _pace(lane: Due, pace: float, now: datetime) -> tuple[float, datetime | None]:
    """Messages per second, and since when they are few.

    After an outage it is a tenth of the pace, doubled every minute until it is full again.
    """
    ramp = now if lane.late else lane.ramp_at
    if ramp is not None and now - ramp < RAMP:
        return pace * SHARE * SLOWLY * 2 ** ((now - ramp) / DOUBLED), ramp
    return pace * SHARE, None
