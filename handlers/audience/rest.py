"""Content whose groups have become too small: it rests, and champions hear of it once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.audience.choice import KINDS
from handlers.audience.sizes import Key, people_of_groups, sizes_of
from handlers.calendar.localtime import local_date
from handlers.core.anonymity import fewest_of
from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Items, Text
from handlers.core.language import Words
from handlers.core.people import duty_holders, words_of
from handlers.outbox.kinds import TOO_FEW
from handlers.outbox.queue import tell_each
from handlers.registry.surfaces import RoundContext
from models import Content, ContentTag, Message, Person, Workspace


async def count_groups(context: RoundContext) -> None:
    """Once a day for each workspace, in a transaction each."""
    now = context.now()
    for workspace in await context.store.run(lambda session: session.scalars(select(Workspace.workspace)).all()):
        if not context.over():
            await context.store.run(partial(check_groups, workspace=workspace, now=now))


def check_groups(session: Session, workspace: str, now: datetime) -> None:
    """Let content rest whose groups are too small, and end the rest of what has people again."""
    groups, k = sizes_of(session, workspace, now), fewest_of(session, workspace)
    begun = False
    for content, keys in _meant(session, workspace):
        few = people_of_groups(groups, keys, k) == 0
        begun = begun or (few and not content.too_few)
        content.too_few = few
    if begun:
        today = f"{local_date(now, session.get_one(Workspace, workspace).timezone)}"
        told = [(one, TOO_FEW.key(today, one.person)) for one in duty_holders(session, workspace)]
        tell_each(session, told, today, now)


def _meant(session: Session, workspace: str) -> Sequence[tuple[Content, Sequence[Key]]]:
    """Published content that is for groups, with them."""
    keys = defaultdict[str, list[Key]](list)
    its = (ContentTag.workspace == workspace, ContentTag.kind.in_(KINDS))
    rows = select(ContentTag.content, ContentTag.kind, ContentTag.value).where(*its)
    for content, kind, value in session.execute(rows):
        keys[content].extend((one, value) for one in KINDS if one == kind)
    found = select(Content).where(Content.workspace == workspace, Content.state == "running", Content.id.in_(keys))
    return [(content, keys[content.id]) for content in session.scalars(found.order_by(Content.id))]


def write_too_few(session: Session, message: Message, now: datetime) -> Card | None:
    """What rests now because of its groups; None if nothing does any more."""
    its = (Content.workspace == message.workspace, Content.state == "running", Content.too_few)
    titles = session.scalars(select(Content.title).where(*its).order_by(Content.title)).all()
    words = words_of(session.get_one(Person, (message.workspace, message.person)))
    return _card(words, titles, fewest_of(session, message.workspace)) if titles else None


def _card(words: Words, titles: Sequence[str], k: int) -> Card:
    t = words.t
    title = t("Too few people")
    text = t(
        "This is for groups that may have fewer than {k} people now, so nobody gets it. You can choose other groups.",
        k=words.number(k),
    )
    parts = (Text(text=text), Items(items=tuple(titles)), button_row(("content", t("Content")), lead=True))
    return Card(title=title, summary=text, parts=parts)
