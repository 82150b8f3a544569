"""Who leaves or pauses is told so only once nothing is on its way any more: to them, or to anybody."""

import asyncio
from datetime import datetime
from functools import partial

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Actor
from handlers.outbox.queue import HALTING
from models import Message
from models.engine import moment
from models.message import is_open
from models.store import Store

STOPS = frozenset({"leave", "pause"})
HALTS = frozenset({"pause_all"})  # for the whole workspace
LOOKS, PAUSE = 50, 0.05  # seconds between: within the three that Slack gives for an answer


async def silence(store: Store, actor: Actor, action: str, now: datetime) -> None:
    """Wait for what was claimed before they stopped it: it is said before their answer, or not at all."""
    if action not in STOPS | HALTS:
        return
    for _ in range(LOOKS):
        if not await store.run(partial(_on_its_way, actor=actor, action=action, now=now)):
            return
        await asyncio.sleep(PAUSE)


def _on_its_way(session: Session, actor: Actor, action: str, now: datetime) -> bool:
    unasked = and_(Message.kind.in_(HALTING), Message.ref.is_(None))
    its = (Message.workspace == actor.workspace, unasked if action in HALTS else Message.person == actor.person)
    alive = (Message.state == "sending", Message.lease_until > moment(session, now))
    return session.execute(select(Message.key).where(is_open(), *its, *alive).limit(1)).first() is not None
