"""Answer people who leave or pause only when nothing is on its way to them any more."""

import asyncio
from datetime import datetime
from functools import partial

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Actor
from handlers.outbox.queue import pausing_kinds
from handlers.registry.feature import Stops
from models import Message
from models.engine import moment
from models.message import is_open
from models.store import Store

POLLS, PAUSE = 50, 0.05  # seconds between polls; Slack allows three for an answer


async def wait_until_silent(store: Store, actor: Actor, stops: Stops, now: datetime) -> None:
    """Wait for messages claimed before they were stopped, so that none arrives after the answer."""
    if not stops:
        return
    for _ in range(POLLS):
        if not await store.run(partial(_on_its_way, actor=actor, stops=stops, now=now)):
            return
        await asyncio.sleep(PAUSE)


def _on_its_way(session: Session, actor: Actor, stops: Stops, now: datetime) -> bool:
    unasked = and_(Message.kind.in_(pausing_kinds(session)), Message.ref.is_(None))
    mine = (Message.workspace == actor.workspace, unasked if stops == "everybody's" else Message.person == actor.person)
    alive = (Message.state == "sending", Message.lease_until > moment(session, now))
    return session.execute(select(Message.key).where(is_open(), *mine, *alive).limit(1)).first() is not None
