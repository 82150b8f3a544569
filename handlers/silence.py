"""Who leaves or pauses is told so only once nothing is on its way to them any more."""

import asyncio
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.interaction import Actor
from models import Message
from models.engine import moment
from models.message import is_open
from models.store import Store

STOPS = frozenset({"leave", "pause"})
LOOKS, PAUSE = 50, 0.05  # seconds between: within the three that Slack gives for an answer


async def silence(store: Store, actor: Actor, now: datetime) -> None:
    """Wait for what was claimed before they left: it is said before their answer, or not at all."""
    for _ in range(LOOKS):
        if not await store.run(partial(_on_its_way, actor=actor, now=now)):
            return
        await asyncio.sleep(PAUSE)


def _on_its_way(session: Session, actor: Actor, now: datetime) -> bool:
    its = (Message.workspace == actor.workspace, Message.person == actor.person)
    alive = (Message.state == "sending", Message.lease_until > moment(session, now))
    return session.execute(select(Message.key).where(is_open(), *its, *alive).limit(1)).first() is not None
