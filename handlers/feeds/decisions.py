"""The day's card with drafts from feeds, and what champions decide: use, edit, not this one."""

from bisect import insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.approval.events import SecondApproved
from handlers.approval.requests import waiting_among
from handlers.core.interaction import Card, Interaction, Reply
from handlers.core.people import champion, meet, words_of
from handlers.feeds import cards
from handlers.feeds.cards import FoundDraft
from handlers.feeds.day_messages import older_than
from handlers.outbox.kinds import FEED_DRAFTS
from handlers.outbox.queue import refresh
from handlers.publishing import lifecycle
from models import Content, ContentTag, Feed, FeedEntry, Message, Person


def use_entry(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Publish the draft as it is, and show everybody's card that it is used."""
    reply = lifecycle.publish(session, interaction, now)
    content = session.get_one(Content, (interaction.actor.workspace, interaction.target))
    shown = _shown(session, interaction, reply, now)
    # If a second champion is asked, the person who pressed should read that.
    return reply.model_copy(update={"instead": False}) if content.state == "draft" else shown


def drop_entry(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Discard the draft: it is not offered again."""
    reply = lifecycle.discard(session, interaction, now)
    return _shown(session, interaction, reply, now)


def draft_approved(session: Session, event: SecondApproved, now: datetime) -> None:
    """Show on everybody's card that it is published."""
    its = (FeedEntry.workspace == event.content.workspace, FeedEntry.content == event.content.id)
    if batch := session.scalars(select(FeedEntry.batch).where(*its)).first():
        refresh(session, event.content.workspace, FEED_DRAFTS, [batch], now)


def _shown(session: Session, interaction: Interaction, reply: Reply, now: datetime) -> Reply:
    """The day's card as it is now, for the person who pressed; the others' cards follow."""
    its = (FeedEntry.workspace == interaction.actor.workspace, FeedEntry.content == interaction.target)
    batch = session.scalars(select(FeedEntry.batch).where(*its)).first()
    person = session.get(Person, (interaction.actor.workspace, interaction.actor.person))
    if batch is None or person is None:
        return reply
    refresh(session, person.workspace, FEED_DRAFTS, [batch], now)
    return _card(session, person, batch)


def older_drafts(session: Session, interaction: Interaction, now: datetime) -> Card:
    """An earlier day's drafts that still wait for a decision."""
    return _card(session, champion(meet(session, interaction.actor, now)), interaction.target)


def _card(session: Session, person: Person, batch: str) -> Card:
    older = older_than(session, person.workspace, batch)
    return cards.drafts(words_of(person), found_on(session, person.workspace, batch), older, person.timezone)


def write_drafts(session: Session, message: Message, now: datetime) -> Card | None:
    """The card; None if the reader is not on duty, or all is decided before it was sent."""
    reader = session.get(Person, (message.workspace, message.person))
    found = found_on(session, message.workspace, message.subject)
    if reader is None or not reader.on_duty or not found:
        return None
    if message.ref is None and not any(one.undecided for one in found):
        return None
    return _card(session, reader, message.subject)


def found_on(session: Session, workspace: str, batch: str) -> list[FoundDraft]:
    """The drafts of a day, and what became of them, in the order in which they were made."""
    rows = (
        select(FeedEntry.moment, Feed, Content)
        .join(Feed, (Feed.workspace == FeedEntry.workspace) & (Feed.id == FeedEntry.feed))
        .join(Content, (Content.workspace == FeedEntry.workspace) & (Content.id == FeedEntry.content))
        .where(FeedEntry.workspace == workspace, FeedEntry.batch == batch, FeedEntry.state == "draft")
        .order_by(FeedEntry.moment.desc(), Content.id)
    )
    found = session.execute(rows).all()
    ids = [content.id for _, _, content in found]
    topics, asked = _topics(session, workspace, ids), waiting_among(session, workspace, ids)
    return [
        FoundDraft(one.id, one.title, one.url, feed.title, moment, one.state, topics[one.id], feed.cut, one.id in asked)
        for moment, feed, one in found
    ]


def _topics(session: Session, workspace: str, contents: Sequence[str]) -> Mapping[str, Sequence[str]]:
    its = (ContentTag.workspace == workspace, ContentTag.content.in_(contents), ContentTag.kind == "topic")
    topics = defaultdict[str, list[str]](list)
    for content, value in session.execute(select(ContentTag.content, ContentTag.value).where(*its)):
        insort(topics[content], value)
    return topics
