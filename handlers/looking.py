"""Looking once more, right before a message is said: does it still hold, and what does it say now?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from handlers import inviting, leaderboard, recognition, showing, suggesting, thanking
from handlers.interaction import Card
from handlers.outbox import KINDS, Wait
from handlers.outcomes import Ready, mark_of, put
from models import Lane, Message, Person, Workspace

Key = tuple[str, str]
Writer = Callable[[Session, Message, datetime], Card | Wait | None]

# Message kind → who writes its card when the moment has come. None: it does not hold any more.
WRITERS: Mapping[str, Writer] = {
    "approval": suggesting.write_approval,
    "badge": recognition.write_badge,
    "decision": suggesting.write_decision,
    "invitation": inviting.write_invitation,
    "leaderboard": leaderboard.write_leaderboard,
    "nudge": showing.write_nudge,
    "thanks": thanking.write_thanks,
}


def look(session: Session, keys: Sequence[Key], now: datetime) -> list[Ready]:
    """The cards of what still holds; the rest is put off or taken back."""
    own = select(Message, Lane, Workspace.platform).join(Lane, Lane.workspace == Message.workspace)
    own = own.join(Workspace, Workspace.workspace == Message.workspace)
    found = session.execute(own.where(tuple_(Message.workspace, Message.key).in_(keys))).all()
    messages = [(message, lane, platform) for message, lane, platform in found if message.state == "sending"]
    kept = _at_hand(session, [message for message, _, _ in messages])
    ready = [_look(session, message, lane, platform, now) for message, lane, platform in messages]
    del kept
    return [one for one in ready if one]


def _at_hand(session: Session, messages: Sequence[Message]) -> Sequence[object]:
    """What the writers will ask for, in a few reads for all of them: the session knows it while this is kept."""
    nudges = [(message.workspace, message.subject) for message in messages if message.kind == "nudge"]
    return showing.at_hand(session, nudges) if nudges else ()


def _look(session: Session, message: Message, lane: Lane, platform: str, now: datetime) -> Ready | None:
    held = lane.changes_held_until if message.ref else lane.held_until
    if lane.suspended or (held and held > now):
        _wait(message, max(held or now, now), lane.suspended or "the platform asked to wait")
        return None
    person = session.get(Person, (message.workspace, message.person)) if message.person else None
    if person and person.unreachable_at and message.ref is None:
        put(message, "blocked", reason="the person cannot be reached")
        return None
    if _late(message, now):
        put(message, "cancelled", reason="it would have come too late")
        return None
    match WRITERS[message.kind](session, message, now):
        case Card() as card:
            message.changed = False
            return _ready(message, platform, card)
        case Wait(until=until):
            _wait(message, until, "the moment is not right")
        case None if message.ref is not None:
            put(message, "sent")
        case None:
            put(message, "cancelled", reason="it did not hold any more")
    return None


def _late(message: Message, now: datetime) -> bool:
    latest = KINDS[message.kind].latest
    return latest is not None and message.ref is None and now - message.created_at > latest


def _wait(message: Message, until: datetime, reason: str) -> None:
    """An attempt that was none is not counted."""
    put(message, "stale" if message.ref else "deferred", due=until, reason=reason)
    message.attempts -= 1


def _ready(message: Message, platform: str, card: Card) -> Ready:
    return Ready(
        workspace=message.workspace,
        key=message.key,
        platform=platform,
        address=message.address,
        ref=message.ref,
        attempts=message.attempts,
        mark=mark_of(message.workspace, message.key),
        card=card,
    )
