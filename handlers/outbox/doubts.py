"""Messages in doubt: settled by asking the platform or, if it cannot tell, by the rule of their kind."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, select, tuple_, update
from sqlalchemy.orm import Session

from handlers.core.interaction import Frozen
from handlers.core.messenger import CannotTell, InDoubt, Messenger, Throttled, Undeliverable
from handlers.outbox.outcomes import ATTEMPTS, Outcome, mark_of
from handlers.registry.feature import features_of
from models import Lane, Message, Workspace
from models.engine import moment
from models.message import MessageState, is_open

BATCH = 25
EARLIER = timedelta(minutes=2)  # how long before it was sent the search begins, because clocks differ
ONCE_MORE = 60.0  # seconds until the next try, if the platform could not be asked


class Doubt(Frozen):
    """A message that perhaps arrived."""

    workspace: str
    key: str
    repeats: bool  # whether it is sent again if nobody can tell
    platform: str
    address: str
    attempts: int
    tried: datetime | None
    since: datetime


DUE = (
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
    """The messages to settle now, including those whose lease ran out while they were being sent, except `mine`."""
    until = moment(session, now)
    lost = [tuple(key) for key in session.execute(LOST, {"moment": until})]
    if abandoned := [key for key in lost if key not in mine]:
        _let_go(session, now, until, abandoned)
    messages = features_of(session.info).messages
    return [
        _doubt(message, platform, repeats=messages[message.kind].kind.repeats)
        for message, platform in session.execute(DUE, {"now": now})
    ]


def _let_go(session: Session, now: datetime, until: datetime, lost: Sequence[tuple[str, ...]]) -> None:
    """Release lost messages. A change may be sent twice, a message may not, unless it certainly was not sent.

    A message that was not even reviewed certainly was not sent.
    """
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


async def settle_doubt(messenger: Messenger, doubt: Doubt) -> Outcome:
    """Look for a message on the platform. Found: it was sent. Missing: it is sent again. Unclear: its kind decides."""
    state: MessageState = "queued" if doubt.attempts < ATTEMPTS else "failed"
    missing = Outcome(
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
            return missing.model_copy(update={"reason": "perhaps it had not arrived"})
        return missing.model_copy(update={"state": "unknown", "wait": None, "reason": "perhaps it arrived"})
    except (Throttled, InDoubt, Undeliverable) as problem:
        wait = problem.seconds if isinstance(problem, Throttled) else ONCE_MORE
        return missing.model_copy(update={"state": "doubt", "wait": wait})
    return missing.model_copy(update={"state": "sent", "ref": ref, "wait": None, "reason": ""}) if ref else missing
