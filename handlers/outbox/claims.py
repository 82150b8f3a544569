"""Whose turn it is: a batch of messages made ours, workspace by workspace, and no faster than each platform takes."""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Select, bindparam, exists, select, update
from sqlalchemy.orm import Session

from handlers.core.messages import Rank
from handlers.outbox.queue import Claimed
from models import Lane, Message, Workspace
from models.engine import moment
from models.message import waits

RANKS = tuple(map(int, Rank))
LEASE = timedelta(seconds=60)
BATCH = 25
AHEAD = timedelta(seconds=1)  # so far turns are given out before they come
NEVER = timedelta(seconds=10)  # further ahead is only what a clock wrote that was put back since
LANES = 10  # workspaces served in one claim: each costs a trip to the database
SHARE = 0.97  # of what the platform takes: the rest is for answers, and for clocks that differ
LATE = timedelta(minutes=15)  # who waited longer, waited for us: an outage
SLOWLY = 0.1  # of the pace, when it begins again
DOUBLED = timedelta(minutes=1)
RAMP = DOUBLED * math.log2(1 / SLOWLY)


class Turn(Claimed):
    """It may go at `at`."""

    at: datetime


def _waits(workspace: object, until: object) -> Select[int]:
    """Whether anything of that workspace has been due since. All ranks are named, so that the index leads there."""
    return select(Message.rank).where(
        Message.workspace == workspace,
        waits(),
        Message.rank.in_(RANKS),
        Message.due_at <= until,
    )


# Built once: that takes longer than running them.
LANES_DUE = (
    select(Lane, Workspace.platform, exists(_waits(Lane.workspace, bindparam("late"))).label("late"))
    .join(Workspace, Workspace.workspace == Lane.workspace)
    .where(
        Workspace.platform.in_(bindparam("platforms", expanding=True)),
        Lane.suspended == "",
        (Lane.free_at <= bindparam("horizon")) | (Lane.free_at > bindparam("never")),
        Lane.held_until.is_(None) | (Lane.held_until <= bindparam("now")),
        exists(_waits(Lane.workspace, bindparam("now"))),
    )
    .order_by(Lane.free_at, Lane.workspace)
    .limit(LANES)
    .with_for_update(skip_locked=True, key_share=True, of=Lane)
)
# A plain IN (SELECT … LIMIT) may be run again for each row, and forget its limit: so it is made once.
_PICK = (
    select(Message.key)
    .where(
        Message.workspace == bindparam("its_workspace"),
        waits(),
        Message.rank.in_(RANKS),
        Message.due_at <= bindparam("now"),
    )
    .order_by(Message.rank, Message.due_at)  # no more than the index knows: a broadcast need not be sorted
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("pick")
    .prefix_with("MATERIALIZED")
)
CLAIM = (
    update(Message)
    .where(Message.workspace == bindparam("its_workspace"), Message.key.in_(select(_PICK.c.key)))
    .values(
        state="sending",
        lease_until=bindparam("lease"),
        tried_at=None,  # until it is looked at: whose process ends before that, was surely not said
        attempts=Message.attempts + 1,
    )
    .returning(Message.key, Message.rank, Message.due_at, Message.ref, Message.attempts)
)


def claim(session: Session, paces: Mapping[str, float], now: datetime, most: int = BATCH) -> list[Turn]:
    """At most `most` turns, ours for the length of a lease by the database's clock.

    Who was served longest ago is served first, and nobody takes more than an equal share. `paces`: messages a
    second that a workspace takes, by platform; of other platforms nothing is claimed.
    """
    times = {"now": now, "horizon": now + AHEAD, "never": now + NEVER, "late": now - LATE}
    due = session.execute(LANES_DUE, {**times, "platforms": list(paces)})
    lanes = [(lane, paces[platform], late) for lane, platform, late in due]
    lease = moment(session, now) + LEASE
    turns: list[Turn] = []
    for number, (lane, pace, late) in enumerate(lanes):
        share = math.ceil((most - len(turns)) / (len(lanes) - number))
        turns += _claim(session, lane, _pace(lane, pace, now, late=late), share, now, lease)
    return turns


def _claim(session: Session, lane: Lane, pace: float, most: int, now: datetime, lease: datetime) -> list[Turn]:
    start = lane.free_at if now < lane.free_at < now + NEVER else now
    room = most if math.isinf(pace) else min(most, math.ceil((now + AHEAD - start).total_seconds() * pace))
    if room <= 0:
        return []
    values = {"its_workspace": lane.workspace, "now": now, "most": room, "lease": lease}
    found = sorted(session.connection().execute(CLAIM, values), key=lambda row: (row.rank, row.due_at, row.key))
    lane.free_at = start + timedelta(seconds=len(found) / pace)
    times = (start + timedelta(seconds=place / pace) for place in range(len(found)))
    return [
        Turn(workspace=lane.workspace, key=row.key, ref=row.ref, attempts=row.attempts, lease=lease, at=at)
        for row, at in zip(found, times, strict=True)
    ]


def _pace(lane: Lane, pace: float, now: datetime, *, late: bool) -> float:
    """Messages a second; after an outage a tenth, twice as many each minute, until it is all."""
    if late and lane.free_at < now - LATE:
        lane.ramp_at = now
    if lane.ramp_at is not None:
        if now - lane.ramp_at < RAMP:
            return pace * SHARE * SLOWLY * 2 ** ((now - lane.ramp_at) / DOUBLED)
        lane.ramp_at = None
    return pace * SHARE
