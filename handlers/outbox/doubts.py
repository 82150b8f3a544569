"""In doubt: settled where the platform can tell, and by the kind's own rule where it cannot."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, select, tuple_, update
from sqlalchemy.orm import Session

from handlers.core.feature import features_of
from handlers.core.interaction import CannotTell, Frozen, InDoubt, Messenger, Throttled, Undeliverable
from handlers.outbox.outcomes import ATTEMPTS, Outcome, mark_of
from models import Lane, Message, Workspace
from models.engine import moment
from models.message import MessageState, is_open

BATCH = 25
EARLIER = timedelta(minutes=2)  # clocks differ: what was sent is looked for from so long before
ONCE_MORE = 60.0  # seconds, where the platform could not be asked


class Doubt(Frozen):
    """A message that perhaps arrived."""

    workspace: str
    key: str
    repeats: bool  # where nobody can tell
    platform: str
    address: str
    attempts: int
    tried: datetime | None
    since: datetime


DUE = (  # built once: building it takes longer than running it
    select(Message, Workspace.platform)
    .join(Workspace, Workspace.workspace == Message.workspace)
    .join(Lane, Lane.workspace == Message.workspace)
    .where(is_open(), Message.state == "doubt", Message.due_at <= bindparam("now"), Lane.suspended == "")
    .order_by(Message.due_at, Message.key)
    .limit(BATCH)
)
LOST = select(Message.workspace, Message.key).where(
    is_open(), Message.state == "sending", Message.lease_until < bindparam("moment")
)


def doubts(session: Session, now: datetime, mine: AbstractSet[tuple[str, str]]) -> list[Doubt]:
    """What is to be settled now; also what was being sent when its lease ran out, but for `mine`."""
    until = moment(session, now)
    lost = [tuple(key) for key in session.execute(LOST, {"moment": until})]
    if theirs := [key for key in lost if key not in mine]:
        _let_go(session, now, until, theirs)
    messages = features_of(session.info).messages
    return [
        _doubt(message, platform, repeats=messages[message.kind].kind.repeats)
        for message, platform in session.execute(DUE, {"now": now})
    ]


def _let_go(session: Session, now: datetime, until: datetime, lost: Sequence[tuple[str, ...]]) -> None:
    """A change may be made twice, a message may not; but what was not even looked at was surely not said."""
    let_go = update(Message).where(
        is_open(),
        Message.state == "sending",
        Message.lease_until < until,
        tuple_(Message.workspace, Message.key).in_(lost),
    )
    over = {"lease_until": None, "due_at": now}
    session.execute(let_go.where(Message.ref.is_not(None)).values(state="stale", **over))
    unsaid = let_go.where(Message.tried_at.is_(None)).values(**over, reason="its process ended before it was said")
    session.execute(unsaid.values(state=case((Message.attempts < ATTEMPTS, "deferred"), else_="failed")))
    session.execute(let_go.values(state="doubt", **over, reason="its process ended while it was being sent"))


def _doubt(message: Message, platform: str, *, repeats: bool) -> Doubt:
    return Doubt(
        workspace=message.workspace,
        key=message.key,
        repeats=repeats,
        platform=platform,
        address=message.address,
        attempts=message.attempts,
        tried=message.tried_at,
        since=(message.tried_at or message.created_at) - EARLIER,
    )


async def settle(messenger: Messenger, doubt: Doubt) -> Outcome:
    """Found: it is sent. Certainly not there: it goes once more. Nobody can tell: by its kind."""
    state: MessageState = "queued" if doubt.attempts < ATTEMPTS else "failed"
    its = Outcome(
        workspace=doubt.workspace,
        key=doubt.key,
        state=state,
        tried=doubt.tried,
        wait=0,
        reason="it had not arrived",
    )
    try:
        mark = mark_of(doubt.workspace, doubt.key)
        ref = await messenger.find(doubt.workspace, doubt.address, mark, doubt.since)
    except CannotTell:
        if doubt.repeats:
            return its.model_copy(update={"reason": "perhaps it had not arrived"})
        return its.model_copy(update={"state": "unknown", "wait": None, "reason": "perhaps it arrived"})
    except (Throttled, InDoubt, Undeliverable) as problem:
        wait = problem.seconds if isinstance(problem, Throttled) else ONCE_MORE
        return its.model_copy(update={"state": "doubt", "wait": wait})
    return its.model_copy(update={"state": "sent", "ref": ref, "wait": None, "reason": ""}) if ref else its
